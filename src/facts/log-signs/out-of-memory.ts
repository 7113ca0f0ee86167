import type { SignKind } from './sign.ts';

/** The process itself says that it has no memory left, which the kernel's OOM killer lets nobody say. */
export const outOfMemory: SignKind = {
  sign: 'out-of-memory',
  hint: /memory|bad_alloc|ENOMEM|heap|NoMemoryError|\bOOM\b|MemoryError/i,
  wordings: [
    /\bOutOfMemoryError: (?<subject>[\w '()-]{1,120})|\bTerminating due to java\.lang\.OutOfMemoryError: (?<subject>[\w ]{1,80})/,
    /\b(?<subject>JavaScript heap out of memory|Allowed memory size of \d{1,20} bytes exhausted|memory allocation of \d{1,20} bytes failed|runtime: out of memory|runtime: cannot allocate memory|std::bad_alloc|failed to allocate memory|[Cc]annot allocate memory|There is insufficient memory for the Java Runtime Environment)/,
    /\b(?<subject>OOM command not allowed when used memory > 'maxmemory')/,
    /\bMemoryError\b|\bNoMemoryError\b|\bSystem\.OutOfMemoryException\b|\bENOMEM\b|\b[Oo]ut of [Mm]emory\b|\bCUDA out of memory\b|\bOutOfMemoryError\b/,
  ],
};
