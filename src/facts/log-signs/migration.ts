import type { SignKind } from './sign.ts';

/** A change of the database's schema failed, is half done, or is locked. `subject` is its version, where named. */
export const migration: SignKind = {
  sign: 'migration',
  hint: /migrat|Dirty database|liquibase|changelog|change log lock|flyway|alembic|Can't locate revision|checksum mismatch|schema version/i,
  wordings: [
    /\bDirty database version (?<subject>\d{1,20})/i,
    /\bmigration (?:version )?["'`#]?(?<subject>[\w.-]{1,100})["'`]? (?:of schema .{1,60} )?(?:failed|could not|was not|is dirty|cannot)/i,
    /\b(?:Migrations?|migrat(?:e|ing))\b[^\n]{0,60}(?:failed|error|aborted|could not|unable)/i,
    /\b(?:failed|unable|error|cannot|could not)\b[^\n]{0,40}\bmigrat(?:e|ion|ions|ing)\b/i,
    /\bCould not acquire change log lock\b|\bWaiting for changelog lock\b|\bFound \d{1,6} pending migrations?\b|\bMigrations are pending\b|\bYou have \d{1,6} unapplied migration|\bMigration checksum mismatch\b|\bValidate failed: Migrations have failed validation\b|\bCan't locate revision identified by '(?<subject>[^']{1,60})'/i,
  ],
  over: /\bAcquired change log lock\b|\bSuccessfully (?:applied|released)\b|\bmigrat\w{0,8} (?:completed?|done|succeeded|applied)\b/i,
};
