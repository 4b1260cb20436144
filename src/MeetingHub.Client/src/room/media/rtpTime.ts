/** Whether `time` is `mark` or later, on the RTP clock that wraps at 2³². */
export function isAtOrAfter(time: number, mark: number): boolean {
  return ((time - mark) >>> 0) < 0x8000_0000;
}
