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

#ifdef YARDSTICK

/* n / divisor by the reciprocal, rounded down: exact after one correction for quotients below 2^52. */
static inline u64 divide(u64 n, int64_t divisor, double reciprocal) {
  int64_t quotient = (int64_t)((double)(int64_t)n * reciprocal);
  int64_t rest = (int64_t)n - quotient * divisor;
  quotient += (rest >> 63) + (rest >= divisor);
  return (u64)quotient;
}

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
    out->amounts[i] = divide(2 * exact + twice / 2, (int64_t)twice, reciprocal);
  }
  return refused;
}

#else

/* Lines of a chunk: what one loop leaves for the next stays in the nearest cache. */
#define CHUNK 512
/* 2^52: a double from it on holds a whole number in its low bits. */
#define MAGIC 4503599627370496.0
#define MAGIC_MASK 0xfffffffffffffu

/* The nearest whole number to n / divisor by the reciprocal, less one where that is too high. */
static inline u64 divide(u64 n, int64_t divisor, double reciprocal) {
  double shifted = (double)(int64_t)n * reciprocal + MAGIC;
  int64_t quotient;
  memcpy(&quotient, &shifted, sizeof quotient);
  quotient &= MAGIC_MASK;
  return (u64)(quotient + (((int64_t)n - quotient * divisor) >> 63));
}

/* Hundredths as whole units, half up. */
static inline u64 whole_units(u64 hundredths, double unit) {
  return (u64)(int64_t)(((double)(int64_t)hundredths + unit * 0.5) / unit);
}

/* Amounts from 2^32 on, in 128 bits. */
static __attribute__((noinline)) u64 wide(const Rate *rate, u64 cents, u64 quantity, Scale scale) {
  u64 dollars = (cents + scale.unit / 2) / scale.unit;
  quantity = (quantity + rate->quantum / 2) / rate->quantum * rate->quantum;
  unsigned __int128 exact = (unsigned __int128)rate->value * scale.unit * dollars + (unsigned __int128)rate->quantity * quantity;
  return (u64)((2 * exact + scale.denominator) / (2 * (unsigned __int128)scale.denominator));
}

/* The duty of a line whose rate counts a quantity, or that is wide; its status where it has none. */
static inline u8 with_quantity(const Batch *batch, Scale scale, size_t line, const Rate *rate, u64 *amount) {
  const double unit = (double)scale.unit;
  const int64_t twice = 2 * (int64_t)scale.denominator;
  u64 cents = batch->cents[line], quantity = 0;
  if (rate->column != NO_COLUMN) {
    quantity = batch->quantities[rate->column][line];
    if (quantity == NOT_DECLARED) return QUANTITY_MISSING;
  }
  if ((cents | quantity) >> 32) {
    *amount = wide(rate, cents, quantity, scale);
    return ASSESSED;
  }
  if (rate->quantum != 1) quantity = whole_units(quantity, unit) * scale.unit;
  u64 exact = rate->value * scale.unit * whole_units(cents, unit) + rate->quantity * quantity;
  *amount = divide(2 * exact + scale.denominator, twice, 1.0 / (double)twice);
  return ASSESSED;
}

/*
 * In chunks, with a loop for each step, as the kernel does: codes to rates; values to duties as if no rate counted a
 * quantity; the lines whose rate does; charges.
 */
static size_t assess(const Batch *batch, Scale scale, const Charges *out) {
  static u32 programs[CHUNK], counted[CHUNK];
  static u64 amounts[CHUNK];
  static u8 statuses[CHUNK];
  const double unit = (double)scale.unit;
  const int64_t twice = 2 * (int64_t)scale.denominator;
  const double by_twice = 1.0 / (double)twice;
  size_t refused = 0;
  u32 charges = 0;
  for (size_t first = 0; first < batch->count; first += CHUNK) {
    size_t length = batch->count - first < CHUNK ? batch->count - first : CHUNK;
    u32 found = 0;
    u64 unknown = 0;
    for (size_t i = 0; i < length; i++) {
      u64 code = batch->codes[first + i], slot = slots[slot_of(code)];
      u32 program = batch->programs[slot & CLASS_MASK];
      programs[i] = program;
      unknown |= slot >> CLASS_BITS ^ code;
      counted[found] = (u32)i;
      found += batch->rates[program].column != NO_COLUMN || batch->cents[first + i] >> 32;
    }
    for (size_t i = 0; i < length; i++) {
      u64 exact = batch->rates[programs[i]].value * scale.unit * whole_units(batch->cents[first + i] & UINT32_MAX, unit);
      amounts[i] = divide(2 * exact + scale.denominator, twice, by_twice);
    }
    memset(statuses, ASSESSED, sizeof statuses);
    for (u32 k = 0; k < found; k++) {
      u32 i = counted[k];
      statuses[i] = with_quantity(batch, scale, first + i, &batch->rates[programs[i]], &amounts[i]);
    }
    if (unknown) {
      for (size_t i = 0; i < length; i++) {
        u64 code = batch->codes[first + i];
        if (slots[slot_of(code)] >> CLASS_BITS != code) statuses[i] = UNKNOWN_COMMODITY;
      }
    }
    for (size_t i = 0; i < length; i++) {
      u8 status = statuses[i];
      out->statuses[first + i] = status;
      out->details[first + i] = 0;
      out->starts[first + i] = charges;
      out->amounts[charges] = amounts[i];
      out->programs[charges] = programs[i];
      out->kinds[charges] = 0;
      charges += status == ASSESSED;
      refused += status != ASSESSED;
    }
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
  Charges out = {room(n * 8 + 8), room(n * 4 + 4), room(n * 4 + 4), room(n * 4), room(n * 2 + 2), room(n)};

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
