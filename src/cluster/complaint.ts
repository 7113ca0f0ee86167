/** Why a file cannot be used: which file, which field of it (or `line 3`), and what was expected there. */
export type Complaint = { file: string; field: string; expected: string };
