import type { CommandId, RoomCommand } from "../../contract.g";

interface Waiting {
  id: CommandId;
  command: RoomCommand;
  resolve: (revision: number) => void;
  reject: (error: unknown) => void;
}

/** Commands whose answer has not come. They outlive a broken line: sent again under the same id, they count once. */
export class PendingCommands {
  private readonly waiting = new Map<CommandId, Waiting>();

  add(id: CommandId, command: RoomCommand): Promise<number> {
    return new Promise((resolve, reject) => this.waiting.set(id, { id, command, resolve, reject }));
  }

  /** In the order in which they were given. */
  get all(): readonly { id: CommandId; command: RoomCommand }[] {
    return [...this.waiting.values()];
  }

  get isEmpty(): boolean {
    return this.waiting.size === 0;
  }

  done(id: CommandId, revision: number): void {
    this.waiting.get(id)?.resolve(revision);
    this.waiting.delete(id);
  }

  refused(id: CommandId, error: unknown): void {
    this.waiting.get(id)?.reject(error);
    this.waiting.delete(id);
  }

  refuseAll(error: unknown): void {
    for (const id of [...this.waiting.keys()]) this.refused(id, error);
  }
}
