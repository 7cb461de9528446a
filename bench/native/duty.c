/*
 * What the kernel does on a batch of one date, origin and preference, in C: a yardstick for the benchmarks.
 *   duty FOLDER REPETITIONS
 * reads columns from the folder and prints the sum of the duties in cents and the milliseconds of each repetition.
 * With -DYARDSTICK it looks up and multiplies only: nothing but cents is rounded, and only the duty is written.
 */
#define _POSIX_C_SOURCE 199309L
#include "columns.h"
#include <time.h>

#define NOT_DECLARED UINT64_MAX
#define NOT_ASSESSED UINT32_MAX

enum { ASSESSED = 0, UNKNOWN_COMMODITY = 1, QUANTITY_MISSING = 9 };
/* Decimals of the columns, as the kernel gets them: not known when this is compiled. */
typedef struct {
  u64 unit;
  u64 denominator;
} Scale;

typedef struct {
  const u64 *codes, *cents;
  const u64 *quantities[16];
  const u32 *programs;
  const Rate *rates;
  size_t count;
} Batch;

typedef struct {
  u64 *amounts;
  u32 *starts, *programs, *details;
  u16 *kinds;
  u8 *statuses;
} Charges;

/* n / divisor by the reciprocal: exact after one correction for n below 2^52 divisors. */
static inline u64 divide(u64 n, u64 divisor, double reciprocal) {
  u64 quotient = (u64)(int64_t)((double)(int64_t)n * reciprocal);
  int64_t rest = (int64_t)(n - quotient * divisor);
  quotient += (u64)(rest >> 63);
  rest += (rest >> 63) & (int64_t)divisor;
  return quotient + (rest >= (int64_t)divisor);
}

#ifdef YARDSTICK

static size_t assess(const Batch *batch, Scale scale, const Charges *out) {
  const u64 twice = 2 * scale.denominator * scale.unit, *quantity = batch->quantities[0];
  const double reciprocal = 1.0 / (double)twice;
  size_t refused = 0;
  for (size_t i = 0; i < batch->count; i++) {
    u64 code = batch->codes[i], slot = slots[slot_of(code)];
    if (slot >> CLASS_BITS != code) {
      refused++;
      continue;
    }
    const Rate *rate = &batch->rates[slot & CLASS_MASK];
    u64 exact = (rate->value * (batch->cents[i] & UINT32_MAX) + rate->quantity * (quantity[i] & UINT32_MAX)) * scale.unit;
    out->amounts[i] = divide(2 * exact + twice / 2, twice, reciprocal);
  }
  return refused;
}

#else

/* Amounts from 2^32 on, in 128 bits. */
static __attribute__((noinline)) u64 wide(const Rate *rate, u64 dollars, u64 quantity, Scale scale) {
  unsigned __int128 exact = (unsigned __int128)rate->value * scale.unit * dollars + (unsigned __int128)rate->quantity * quantity;
  return (u64)((2 * exact + scale.denominator) / (2 * (unsigned __int128)scale.denominator));
}

static size_t assess(const Batch *batch, Scale scale, const Charges *out) {
  const u64 unit = scale.unit, twice = 2 * scale.denominator;
  const double by_unit = 1.0 / (double)unit, by_twice = 1.0 / (double)twice;
  size_t refused = 0;
  u32 charges = 0;
  for (size_t i = 0; i < batch->count; i++) {
    u8 status = ASSESSED;
    u64 code = batch->codes[i], slot = slots[slot_of(code)];
    out->starts[i] = charges;
    out->details[i] = 0;
    if (slot >> CLASS_BITS != code) {
      out->statuses[i] = UNKNOWN_COMMODITY;
      refused++;
      continue;
    }
    u32 program = batch->programs[slot & CLASS_MASK];
    const Rate *rate = &batch->rates[program];
    u64 cents = batch->cents[i], quantity = 0;
    if (rate->column != NO_COLUMN) {
      quantity = batch->quantities[rate->column][i];
      if (quantity == NOT_DECLARED) status = QUANTITY_MISSING;
      else if (rate->quantum != 1) quantity = divide(quantity + unit / 2, unit, by_unit) * unit;
    }
    if (status != ASSESSED) {
      out->statuses[i] = status;
      refused++;
      continue;
    }
    u64 dollars = divide(cents + unit / 2, unit, by_unit), amount;
    if ((cents | quantity) >> 32) amount = wide(rate, dollars, quantity, scale);
    else amount = divide(2 * (rate->value * unit * dollars + rate->quantity * quantity) + scale.denominator, twice, by_twice);
    out->amounts[charges] = amount;
    out->programs[charges] = program;
    out->kinds[charges] = 0;
    out->statuses[i] = ASSESSED;
    charges++;
  }
  out->starts[batch->count] = charges;
  return refused;
}

#endif

static double milliseconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (double)now.tv_sec * 1e3 + (double)now.tv_nsec * 1e-6;
}

int main(int argc, char **argv) {
  if (argc != 3) fail("duty FOLDER REPETITIONS");
  const char *folder = argv[1];
  size_t lines, columns;
  const u64 *line_codes = column(folder, "line-codes", sizeof(u64), &lines);
  const u32 *line_classes = column(folder, "line-classes", sizeof(u32), NULL);
  const u64 *numbers = column(folder, "scale", sizeof(u64), &columns);
  Scale scale = {numbers[0], numbers[1]};
  build_hash(line_codes, line_classes, lines);

  Batch batch;
  batch.codes = column(folder, "codes", sizeof(u64), &batch.count);
  batch.cents = column(folder, "cents", sizeof(u64), NULL);
  batch.programs = column(folder, "programs", sizeof(u32), NULL);
  batch.rates = column(folder, "rates", sizeof(Rate), NULL);
  for (u64 i = 0; i < numbers[2] && i < 16; i++) {
    char name[32];
    snprintf(name, sizeof name, "quantity-%u", (unsigned)i);
    batch.quantities[i] = column(folder, name, sizeof(u64), NULL);
  }
  size_t n = batch.count;
  Charges out = {room(n * 8), room(n * 4 + 4), room(n * 4), room(n * 4), room(n * 2), room(n)};

  printf("{\"milliseconds\":[");
  for (int i = 0; i < atoi(argv[2]); i++) {
    double start = milliseconds();
    if (assess(&batch, scale, &out)) fail("refused lines");
    printf("%s%.6f", i ? "," : "", milliseconds() - start);
  }
  u64 sum = 0;
  for (size_t i = 0; i < n; i++) sum += out.amounts[i];
  printf("],\"sum\":\"%llu\"}\n", (unsigned long long)sum);
  return 0;
}
