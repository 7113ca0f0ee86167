import type { SignKind } from './sign.ts';

/** The image lacks a part of the program: a package, a class, a shared library. */
export const moduleMissing: SignKind = {
  sign: 'module-missing',
  hint: /module|package|NoClassDef|ClassNotFound|cannot open shared object|GLIBC|cannot load such file|LoadError|Could not find or load main class|Could not load file or assembly|no such gem|Could not find gem|Class ".{1,200}" not found|symbol not found|Library not loaded|Unable to access jarfile/i,
  wordings: [
    /\bCannot find (?:module|package) '(?<subject>[^']{1,300})'/,
    /\bNo module named '?(?<subject>[\w.]{1,200})/,
    /\bImportError: (?<subject>lib[\w.+-]{1,100}): cannot open shared object file|\berror while loading shared libraries: (?<subject>[\w.+-]{1,100})|(?<subject>lib[\w.+-]{1,100}): cannot open shared object file/,
    /version [`'](?<subject>GLIBC(?:XX)?_[\d.]{1,12})' not found/,
    /\b(?:NoClassDefFoundError|ClassNotFoundException): (?<subject>[\w.$/]{1,300})/,
    /Could not find or load main class (?<subject>\S{1,300})|Unable to access jarfile (?<subject>\S{1,300})/,
    /cannot load such file -- (?<subject>\S{1,300})|Could not find (?:gem '(?<subject>[^']{1,100})|(?<subject>[\w-]{1,100}-[\d.]{1,20}) in)/,
    /Could not load file or assembly '(?<subject>[^',]{1,200})/,
    /Error loading shared library (?<subject>[\w.+-]{1,100})|Error relocating \S{1,200}: (?<subject>\w{1,100}): symbol not found/,
    /Class "(?<subject>[\w\\]{1,200})" not found|Failed opening required '(?<subject>[^']{1,300})'/,
    /\bMODULE_NOT_FOUND\b|\bERR_MODULE_NOT_FOUND\b|\bModuleNotFoundError\b/,
  ],
};
