/**
 * The fields in which the API says when something was, and not when it will be. Times are RFC 3339 in UTC.
 * https://kubernetes.io/docs/reference/kubernetes-api/
 */
const times =
  /\b(?:creationTimestamp|lastTransitionTime|lastHeartbeatTime|lastProbeTime|lastUpdateTime|startedAt|finishedAt|startTime|completionTime|firstTimestamp|lastTimestamp|eventTime|lastObservedTime|lastScheduleTime|lastSuccessfulTime|renewTime|time)"?: ?"?(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z)/g;

/** The newest time that objects in a text (YAML or JSON) speak of, none of them after `notAfter`; null where there is none. */
export const newestTime = (text: string, notAfter: string): string | null => {
  let newest: string | null = null;
  for (const [, at = ''] of text.matchAll(times))
    if (at <= notAfter && (newest === null || at > newest)) newest = at;
  return newest;
};
