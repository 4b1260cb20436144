import { type HubConnection, HubConnectionBuilder, HubConnectionState, HttpTransportType, LogLevel } from "@microsoft/signalr";
import type { RoomEvents, RoomServer } from "../../contract.g";

type Arguments<Method> = Method extends (...args: infer A) => unknown ? A : never;
type Answer<Method> = Method extends (...args: never[]) => infer R ? R : never;

/** The hub's methods by name, with the types that C# gave them: a wrong name does not compile. */
export class RoomHub {
  private readonly connection: HubConnection;

  constructor() {
    this.connection = new HubConnectionBuilder()
      .withUrl("/hubs/room", { transport: HttpTransportType.WebSockets, skipNegotiation: true })
      .withServerTimeout(15_000)
      .withKeepAliveInterval(5_000)
      .configureLogging(LogLevel.None)
      .build();
  }

  get isOpen(): boolean {
    return this.connection.state === HubConnectionState.Connected;
  }

  on<Name extends keyof RoomEvents>(name: Name, handler: (...args: Arguments<RoomEvents[Name]>) => void): void {
    this.connection.on(name, handler as (...args: unknown[]) => void);
  }

  onClosed(handler: () => void): void {
    this.connection.onclose(handler);
  }

  open(): Promise<void> {
    return this.connection.start();
  }

  close(): Promise<void> {
    return this.connection.stop();
  }

  call<Name extends keyof RoomServer>(name: Name, ...args: Arguments<RoomServer[Name]>): Answer<RoomServer[Name]> {
    return this.connection.invoke(name, ...args) as Answer<RoomServer[Name]>;
  }
}
