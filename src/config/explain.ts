import type { Complaint } from './complaint.ts';

/** One line for each complaint: `kubewhy.yaml:12: channels.C01.answers: expected open or private, found "publik"`. */
export function explain(complaints: readonly Complaint[]): string[] {
  return complaints.map(({ file, line, field, expected, found }) => {
    const place = [file, line].filter((each) => each !== null).join(':');
    return [place, field, `expected ${expected}, found ${found}`].filter((each) => each !== '').join(': ');
  });
}
