import type { SignKind } from './sign.ts';

/** A configuration is there and cannot be read or makes no sense. `subject` is its file, where the line names it. */
export const badConfig: SignKind = {
  sign: 'bad-config',
  hint: /config|yaml|json|toml|directive|parse|parsing|unmarshal|syntax|Invalid|invalid|properties|unexpected end|Unrecognized/,
  wordings: [
    /\[emerg\].{0,200} in (?<subject>\/[^\s:]{1,300}:\d{1,6})|(?:unknown directive|invalid number of arguments|invalid parameter|unexpected|directive is not allowed here|is duplicate).{0,200} in (?<subject>\/[^\s:]{1,300}:\d{1,6})/,
    /(?:[Ee]rror|[Ff]ailed|[Uu]nable|[Cc]ould not|[Cc]annot|couldn't)[\w ]{0,30} (?:load(?:ing)?|pars(?:e|ing)|read(?:ing)?|decod(?:e|ing)|unmarshal(?:ing)?|validat(?:e|ing)|process(?:ing)?) (?:the )?(?:\w{1,30} )?(?:config(?:uration)?|settings|manifest|YAML|yaml|JSON|json|TOML)(?: file)?(?: from)?:? ?\(?["'‘]?(?<subject>\.{0,2}\/[^\s"'’:)]{1,300})?/,
    /parsing \[?(?<subject>\/[^\s\]:]{1,300}:\d{1,6})\]?/,
    /\b(?:yaml|toml): (?<subject>line \d{1,6})|\bmapping values are not allowed in this context|\bdid not find expected (?:key|node content|'-' indicator)|\bcannot unmarshal \S{1,40}(?: \S{1,60}){0,3} into\b|\bfield \S{1,60} not found in type\b/,
    /\b(?:invalid|bad|malformed|illegal|unsupported|incorrect|inconsistent) (?:\w{1,30} )?(?:config(?:uration)?|setting|settings)\b/i,
    /\b(?:config(?:uration)?|settings?)(?: file)? (?:["'](?<subject>[^"']{1,200})["'] )?(?:is|are|was|contains?)? ?(?:invalid|malformed|not valid|errors?|syntax error)\b/i,
    /\bFailed to bind properties under '(?<subject>[^']{1,200})'|\bFailed to load config|\bConfigError\b|\bConfigurationError\b|\bImproperlyConfigured\b|\bScannerError\b|\bParserError\b|\bTOMLDecodeError\b|\bYAMLException\b|\bBindValidationException\b/,
    /\binvalid character .{1,12} (?:looking for|after|in)|\bUnexpected token .{1,40} (?:in|is not valid) JSON|\bUnexpected end of JSON input|\bJSONDecodeError\b|\binvalid value .{1,60} for (?:flag|key|option|parameter) (?<subject>[\w.-]{1,100})/,
    /\bInvalid (?:URL|connection string|DSN|URI)\b|\bparse "[^"]{1,200}": (?:invalid|first path|missing|net\/url)|\bconnection string (?:is )?(?:invalid|malformed)/i,
  ],
};
