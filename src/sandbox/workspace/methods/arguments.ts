import { z } from 'zod';

/** Arguments as they come over the wire: a form carries everything as text, JSON carries types. */

/** A text; a number is taken as its digits. Missing is ''. */
export const text = z
  .union([z.string(), z.number()])
  .optional()
  .transform((value) => (value === undefined ? '' : String(value)));

/** A yes or no; missing is no. */
export const flag = z
  .union([z.boolean(), z.string(), z.number()])
  .optional()
  .transform((value) => value === true || value === 'true' || value === '1' || value === 1);

/** How many to list, within Slack's bounds. */
export const limit = z.coerce.number().int().min(1).max(1_000).optional().default(100);

/** A value that is an object in a form's JSON as well as in a JSON body; whatever it is, the method judges it. */
export const anything = z.unknown().optional();
