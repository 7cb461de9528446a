import type { Assessment } from "../model/assessment";

/** The text of an assessment, as `JSON.stringify` gives it. */
export const writeAssessment = (assessment: Assessment): string => JSON.stringify(assessment);
