import type { SignKind } from './sign.ts';

/** The peer answered that it does not know or trust the caller. */
export const authFailed: SignKind = {
  sign: 'auth-failed',
  hint: /authenti|NOAUTH|WRONGPASS|NOPERM|Access denied|Unauthorized|\b40[13]\b|ACCESS_REFUSED|publickey|SASL|credential|role "|login failed|invalid (?:password|username|token|api key)|not authorized|token has expired|InvalidAccessKey|SignatureDoesNotMatch|ExpiredToken|AccessDenied/i,
  peer: true,
  wordings: [
    /(?:password|Peer|Ident|SASL|SCRAM|md5|GSSAPI|LDAP|PAM|certificate) authentication failed for user "(?<subject>[^"]{1,100})"/i,
    /\bAccess denied for user '(?<subject>[^']{1,100})'@/,
    /\brole "(?<subject>[^"]{1,100})" (?:does not exist|is not permitted to log in)/,
    /no pg_hba\.conf entry for host "[^"]{1,100}", user "(?<subject>[^"]{1,100})"/,
    /Login failed for user '(?<subject>[^']{1,100})'/,
    /(?:ACCESS_REFUSED|access to vhost '\S{1,100}') .{0,80}(?:user '(?<subject>[^']{1,100})'|refused)/,
    /\bACCESS_REFUSED\b|\bNOAUTH\b|\bWRONGPASS\b|\bNOPERM\b|invalid username-password pair|\bERR invalid password\b/,
    /\b(?:MongoServerError: )?Authentication failed\b|\bAuthenticationFailed\b|\bSaslAuthenticationException\b|SASL .{0,60}(?:failed|error)/i,
    /\bauthentication (?:failed|error|required|failure)\b|\brequires authentication\b|\bnot authorized (?:on|to)\b|\binvalid (?:api key|token|credentials|client secret)\b|\b(?:token|session) (?:has|is) expired\b/i,
    /\bPermission denied \(publickey/,
    /\b(?<subject>InvalidAccessKeyId|SignatureDoesNotMatch|ExpiredToken(?:Exception)?|AccessDenied(?:Exception)?|UnrecognizedClientException|NoCredentialProviders|NoCredentialsError|Unable to locate credentials)\b/,
    /\b(?:status(?: code)?|HTTP|code|response|returned(?: error)?|error)[ :=]{1,3}(?:code )?\(?(?<subject>401|403)\b|\b(?<subject>401 Unauthorized|403 Forbidden)\b|\b(?<subject>401 Client Error|403 Client Error)\b/i,
    /the server has asked for the client to provide credentials|: Unauthorized$|code = (?<subject>Unauthenticated|PermissionDenied)\b/,
  ],
};
