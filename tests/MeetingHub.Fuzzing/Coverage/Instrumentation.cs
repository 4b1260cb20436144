using System.Reflection;
using System.Runtime.Loader;
using Mono.Cecil;
using Mono.Cecil.Cil;
using Mono.Cecil.Rocks;
using MethodBody = Mono.Cecil.Cil.MethodBody;

namespace MeetingHub.Fuzzing.Coverage;

/// <summary>
/// Loads this program a second time, beside a copy of the media library in which every block calls <see cref="Edges.Hit"/>. No
/// coverage-guided fuzzer for .NET is on the package feed; this is the part of one that matters.
/// </summary>
internal sealed class Instrumentation : AssemblyLoadContext
{
    private const string Library = "MeetingHub.Media";
    private const string FrameReader = Library + ".Hosting.Tcp.FrameReader";

    private readonly string folder = Path.GetDirectoryName(typeof(Instrumentation).Assembly.Location)!;

    /// <summary>Runs a static method of this program against the instrumented library.</summary>
    public static int Run(Type type, string method, string[] arguments)
    {
        var twin = new Instrumentation().LoadFromAssemblyPath(typeof(Instrumentation).Assembly.Location);
        return (int)twin.GetType(type.FullName!)!.GetMethod(method, BindingFlags.Public | BindingFlags.Static)!.Invoke(null, [arguments])!;
    }

    protected override Assembly? Load(AssemblyName assemblyName)
    {
        var path = Path.Combine(folder, assemblyName.Name + ".dll");
        if (string.Equals(assemblyName.Name, Library, StringComparison.Ordinal)) return LoadFromStream(Instrument(path));
        return string.Equals(assemblyName.Name, "MeetingHub.Fuzzing", StringComparison.Ordinal) ? LoadFromAssemblyPath(path) : null;
    }

    private static MemoryStream Instrument(string path)
    {
        using var assembly = AssemblyDefinition.ReadAssembly(path);
        var module = assembly.MainModule;
        var hit = module.ImportReference(typeof(Edges).GetMethod(nameof(Edges.Hit))!);
        // The same numbers in every run, so that a seed gives the same run.
        var random = new Random(1);
        foreach (var type in module.GetTypes())
        {
            // Sockets and libraries of the system are not what is tried here.
            if (type.FullName is not FrameReader && (type.Namespace.StartsWith(Library + ".Native", StringComparison.Ordinal)
                || type.Namespace.StartsWith(Library + ".Hosting", StringComparison.Ordinal))) continue;
            foreach (var method in type.Methods)
                if (method.HasBody) Instrument(method.Body, hit, random);
        }

        var changed = new MemoryStream();
        assembly.Write(changed);
        changed.Position = 0;
        return changed;
    }

    private static void Instrument(MethodBody body, MethodReference hit, Random random)
    {
        body.SimplifyMacros();
        var il = body.GetILProcessor();
        var starts = new Dictionary<Instruction, Instruction>();
        foreach (var block in Blocks(body))
        {
            var number = il.Create(OpCodes.Ldc_I4, random.Next(1 << 16));
            il.InsertBefore(block, number);
            il.InsertBefore(block, il.Create(OpCodes.Call, hit));
            starts[block] = number;
        }

        foreach (var instruction in body.Instructions)
        {
            if (instruction.Operand is Instruction target && starts.TryGetValue(target, out var start)) instruction.Operand = start;
            if (instruction.Operand is Instruction[] targets)
                instruction.Operand = Array.ConvertAll(targets, one => starts.GetValueOrDefault(one, one));
        }

        foreach (var handler in body.ExceptionHandlers)
        {
            handler.TryStart = Moved(handler.TryStart);
            handler.TryEnd = Moved(handler.TryEnd);
            handler.HandlerStart = Moved(handler.HandlerStart);
            handler.HandlerEnd = Moved(handler.HandlerEnd);
            handler.FilterStart = Moved(handler.FilterStart);
        }

        body.OptimizeMacros();

        Instruction? Moved(Instruction? instruction) => instruction is null ? null : starts.GetValueOrDefault(instruction, instruction);
    }

    /// <summary>Where control comes from more than one place or goes to one of several.</summary>
    private static HashSet<Instruction> Blocks(MethodBody body)
    {
        var blocks = new HashSet<Instruction> { body.Instructions[0] };
        foreach (var instruction in body.Instructions)
        {
            if (instruction.Operand is Instruction target) blocks.Add(target);
            if (instruction.Operand is Instruction[] targets) blocks.UnionWith(targets);
            if (instruction.OpCode.FlowControl == FlowControl.Cond_Branch && instruction.Next is { } next) blocks.Add(next);
        }

        return blocks;
    }
}
