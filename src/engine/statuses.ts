/** What the numbers of a status column mean, by number: `LineStatus` of the ABI. */
export const LINE_STATUSES = [
  "assessed",
  "unknownCommodity",
  "notInForce",
  "lineGuardFailed",
  "dateBeforeTable",
  "dateAfterTable",
  "claimNotForOrigin",
  "claimNotOnLine",
  "noMeasure",
  "quantityMissing",
  "factMissing",
  "rateNotComputable",
  "overflow",
  "quantityInexact",
  "componentRefused",
  "noRoom",
] as const;
