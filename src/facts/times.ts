/** https://www.rfc-editor.org/rfc/rfc3339#section-5.6, the only form in which the API writes times */
const rfc3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/;

/** Whether a text is a time as the API writes it, and one that exists. */
export const isTime = (value: string): boolean => rfc3339.test(value) && !Number.isNaN(Date.parse(value));
