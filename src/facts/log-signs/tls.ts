import type { SignKind } from './sign.ts';

/** The peer was reached and its certificate, or the protocol itself, was not accepted. */
export const tls: SignKind = {
  sign: 'tls',
  hint: /x509|certificate|\bSSL\b|\bTLS\b|PKIX|SSLError|ERR_TLS|CERT_|ssl:|handshake|HTTP response to HTTPS|UNABLE_TO|remote error: tls/i,
  peer: true,
  wordings: [
    /x509: (?<subject>certificate signed by unknown authority|certificate has expired or is not yet valid[^"]{0,120}|certificate is valid for [^"]{1,200}|certificate is not valid for any names[^"]{0,120}|cannot validate certificate for \S{1,100}[^"]{0,80}|[^"]{1,160})/,
    /\b(?<subject>PKIX path (?:building|validation) failed|unable to find valid certification path to requested target|No subject alternative (?:DNS )?names? [^"]{1,120} found|Hostname \S{1,200} not verified)/,
    /\b(?<subject>certificate verify failed(?:: [\w ,.'-]{1,120})?)/,
    /\b(?<subject>CERTIFICATE_VERIFY_FAILED(?:: [\w ,.'-]{1,120})?)/,
    /\b(?<subject>self[- ]signed certificate(?: in certificate chain)?|unable to get (?:local )?issuer certificate|unable to verify the first certificate|[Cc]ertificate has expired|certificate is not yet valid|Hostname\/IP does not match certificate's altnames)/,
    /\b(?<subject>DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_VERIFY_LEAF_SIGNATURE|UNABLE_TO_GET_ISSUER_CERT_LOCALLY|CERT_HAS_EXPIRED|ERR_TLS_CERT_ALTNAME_INVALID)\b/,
    /\b(?<subject>server gave HTTP response to HTTPS client|first record does not look like a TLS handshake|wrong version number|SSL is not enabled on the server|server does not support SSL(?:, but SSL was required)?|no pg_hba\.conf entry for [^\n]{1,160}(?:no encryption|SSL off))/,
    /\b(?<subject>SSL certificate problem: [\w ,.'-]{1,120}|The remote certificate (?:is|was) [\w ]{1,120}|The SSL connection could not be established|SSL handshake (?:failed|error)|SSL_do_handshake\(\) failed|TLS handshake (?:failed|error(?! from))|invalid peer certificate: [\w ()]{1,80})/,
    /remote error: tls: (?<subject>[\w ]{1,80})/,
    /\b(?:SSLHandshakeException|SSLException|SSLError|AuthenticationException: The remote certificate)[:(] ?(?<subject>[^"]{1,120})/,
    /cannot load certificate(?: key)? "(?<subject>[^"]{1,300})"/,
    /open (?<subject>\S{1,300}\.(?:crt|pem|key|cert)): no such file or directory/,
    /\bcurl: \((?:35|51|58|60|77)\) (?<subject>.{1,120})/,
  ],
};
