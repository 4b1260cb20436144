/** What a connection's statistics say of each line, counted from its beginning, by mid. A line that never moved is missing. */
export interface Flow {
  /** Frames shown. */
  decoded: Map<string, number>;
  /** Packets that came, of sound and pictures. */
  received: Map<string, number>;
  /** Packets that went, all layers together. */
  sent: Map<string, number>;
  /** When the server last reported on anything that went; 0 if never. It reports on what it receives, every second. */
  reportedAt: number;
}

interface Entry {
  type: string;
  kind?: string;
  mid?: string;
  timestamp: number;
  framesDecoded?: number;
  packetsReceived?: number;
  packetsSent?: number;
}

export function flowOf(report: RTCStatsReport): Flow {
  const flow: Flow = { decoded: new Map(), received: new Map(), sent: new Map(), reportedAt: 0 };
  report.forEach((entry: Entry) => {
    if (entry.type === "remote-inbound-rtp") flow.reportedAt = Math.max(flow.reportedAt, entry.timestamp);
    if (entry.mid === undefined) return;
    if (entry.type === "inbound-rtp") {
      flow.received.set(entry.mid, entry.packetsReceived ?? 0);
      if (entry.kind === "video") flow.decoded.set(entry.mid, entry.framesDecoded ?? 0);
    } else if (entry.type === "outbound-rtp") flow.sent.set(entry.mid, (flow.sent.get(entry.mid) ?? 0) + (entry.packetsSent ?? 0));
  });
  return flow;
}
