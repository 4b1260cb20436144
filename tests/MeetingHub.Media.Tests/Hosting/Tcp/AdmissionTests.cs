using System.Net;
using MeetingHub.Media.Hosting.Tcp;

namespace MeetingHub.Media.Tests.Hosting.Tcp;

public sealed class AdmissionTests
{
    private static readonly IPAddress Office = IPAddress.Parse("203.0.113.1");

    private readonly Admission admission = new(most: 2000);

    [Fact]
    public void Strangers_of_one_address_take_the_place_of_its_newcomers_only()
    {
        for (var i = 0; i < 100; i++) Enter(Office, proves: true);
        for (var i = 0; i < Admission.StrangersPerAddress; i++) Enter(Office, proves: false);

        Assert.False(admission.TryEnter(Office));
        Assert.True(admission.TryEnter(IPAddress.Parse("203.0.113.2")));
        admission.Prove(Office);
        Assert.True(admission.TryEnter(Office));
    }

    [Fact]
    public void An_address_has_a_limit_however_honest()
    {
        for (var i = 0; i < Admission.PerAddress; i++) Enter(Office, proves: true);

        Assert.False(admission.TryEnter(Office));
        admission.Leave(Office, wasProved: true);
        Assert.True(admission.TryEnter(Office));
    }

    [Fact]
    public void Strangers_from_everywhere_have_a_limit_together()
    {
        var addresses = Enumerable.Range(1, 2 * Admission.Strangers).Select(i => new IPAddress([10, 0, (byte)(i >> 8), (byte)i])).ToList();

        Assert.Equal(Admission.Strangers, addresses.Count(admission.TryEnter));
    }

    [Fact]
    public void All_together_have_a_limit()
    {
        var small = new Admission(most: 3);
        Assert.Equal(3, Enumerable.Range(1, 5).Count(i => small.TryEnter(new IPAddress([10, 0, 0, (byte)i]))));
        small.Leave(new IPAddress([10, 0, 0, 1]), wasProved: false);
        Assert.True(small.TryEnter(new IPAddress([10, 0, 0, 9])));
    }

    [Theory]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", false)]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:3::1", true)]
    [InlineData("203.0.113.1", "::ffff:203.0.113.1", false)]
    public void A_version_6_network_counts_as_one_address(string full, string other, bool mayEnter)
    {
        for (var i = 0; i < Admission.StrangersPerAddress; i++) Enter(IPAddress.Parse(full), proves: false);

        Assert.Equal(mayEnter, admission.TryEnter(IPAddress.Parse(other)));
    }

    private void Enter(IPAddress from, bool proves)
    {
        Assert.True(admission.TryEnter(from));
        if (proves) admission.Prove(from);
    }
}
