/** Days that a change request may give to answer, and what it gives unless told otherwise. */
export const ANSWER_CHOICES = [7, 14, 30, 60] as const;
export type AnswerDays = (typeof ANSWER_CHOICES)[number];
export const ANSWER_DAYS: AnswerDays = 30;

/** How many days before the deadline of a change request the submitter is reminded, by the template of the mail. */
export const REMINDERS = { 'reminder-week': 7, 'reminder-day': 1 } as const;
