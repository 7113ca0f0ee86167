/** Times as Slack writes them, in the reader's own zone. */
const at = (ts) => new Date(Number(ts) * 1_000);

export function clock(ts) {
  return at(ts).toLocaleTimeString([], { hour: 'numeric', minute: '2-digit' });
}

export function full(ts) {
  return at(ts).toLocaleString([], { dateStyle: 'full', timeStyle: 'medium' });
}

function startOfDay(date) {
  return new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();
}

export function dayName(ts) {
  const days = Math.round((startOfDay(new Date()) - startOfDay(at(ts))) / 86_400_000);
  if (days === 0) return 'Today';
  if (days === 1) return 'Yesterday';
  return at(ts).toLocaleDateString([], { weekday: 'long', month: 'long', day: 'numeric' });
}

function ago(ts) {
  const seconds = Math.max(0, Math.round(Date.now() / 1_000 - Number(ts)));
  const [amount, unit] =
    seconds < 60
      ? [seconds, 'second']
      : seconds < 3_600
        ? [Math.round(seconds / 60), 'minute']
        : seconds < 86_400
          ? [Math.round(seconds / 3_600), 'hour']
          : [Math.round(seconds / 86_400), 'day'];
  return new Intl.RelativeTimeFormat([], { numeric: 'auto' }).format(-amount, unit);
}

/** `<!date^UNIX^FORMAT^LINK|FALLBACK>`: https://docs.slack.dev/messaging/formatting-message-text#date-formatting */
export function dateText(unix, format) {
  const date = at(unix);
  if (!/^\d+$/.test(String(unix)) || Number.isNaN(date.getTime())) return null;
  const say = (options) => date.toLocaleDateString([], options);
  const pretty = (options) => {
    const name = dayName(unix);
    return name === 'Today' || name === 'Yesterday' ? name.toLowerCase() : say(options);
  };
  const short = { month: 'short', day: 'numeric', year: 'numeric' };
  const long = { weekday: 'long', month: 'long', day: 'numeric', year: 'numeric' };
  const plain = { month: 'long', day: 'numeric', year: 'numeric' };
  const tokens = {
    date_num: () => date.toISOString().slice(0, 10),
    date: () => say(plain),
    date_short: () => say(short),
    date_long: () => say(long),
    date_pretty: () => pretty(plain),
    date_short_pretty: () => pretty(short),
    date_long_pretty: () => pretty(long),
    time: () => clock(unix),
    time_secs: () => date.toLocaleTimeString([], { hour: 'numeric', minute: '2-digit', second: '2-digit' }),
    ago: () => ago(unix),
  };
  return format.replaceAll(/\{(\w+)\}/g, (written, token) => tokens[token]?.() ?? written);
}
