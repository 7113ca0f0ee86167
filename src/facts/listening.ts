const port = String.raw`(?<port>\d{2,5})\b(?!\.\d)`;
const address = String.raw`(?:\[[\da-f:.]*\]|[\w.*-]*|::)`;

/**
 * The sentences in which servers say where they listen: `Listening on :8080`, `Tomcat started on port(s): 8080 (http)`,
 * `Uvicorn running on http://0.0.0.0:8000`, `server started at port 3000`, `Serving HTTP on 0.0.0.0 port 8000`.
 */
const sentences: readonly RegExp[] = [
  String.raw`\b(?:listen(?:s|ing|er)?|running|serving|started|starting|bound|binding|available|ready|accepting connections)\b[^\n]{0,60}?(?:https?|tcp|wss?|grpc)://${address}:${port}`,
  String.raw`\b(?:listen(?:s|ing)?|serving|bound|started|running|accepting connections)\b[^\n]{0,60}?\bport(?:\(s\)|s)?(?!\w)["']?\s*[:=]?\s*"?${port}`,
  String.raw`\b(?:listen(?:s|ing)?|serving|bound|started|running)\b[^\n]{0,40}?\s(?:on|at|to)\s+["']?${address}:${port}`,
  String.raw`\blisten(?:s|ing)?\b[^\n]{0,40}?["'=\s]${address}:${port}`,
  String.raw`\blistening (?:on|at)\s+${port}`,
].map((pattern) => new RegExp(pattern, 'i'));

/** Speaks of somebody else's port, or of a failure to listen. */
const misleading = /connect(?:ing|ed)? to|cannot|can't|could not|failed|refused|error|in use|denied/i;

/** The ports that the lines of a log say the process listens on, in the order in which they are named. */
export const portsListened = (lines: readonly string[]): number[] => {
  const ports = lines
    .filter((line) => line.length < 2000 && !misleading.test(line))
    .flatMap((line) => {
      const found = sentences.map((sentence) => sentence.exec(line)?.groups?.['port']).find(Boolean);
      return found === undefined ? [] : [Number(found)];
    });
  return [...new Set(ports)].filter((one) => one > 0 && one < 65_536);
};
