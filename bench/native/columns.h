/* Columns of little-endian integers, read from files of a folder, and lines' rates behind a perfect hash. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef uint64_t u64;
typedef uint32_t u32;
typedef uint16_t u16;
typedef uint8_t u8;

#define FIRST_MULTIPLIER 0x9e3779b97f4a7c15u
#define MOST_TRIES 16
/* A slot holds code << CLASS_BITS | class. */
#define CLASS_BITS 20
#define CLASS_MASK ((1u << CLASS_BITS) - 1)
#define MOST_DISPLACEMENT 65535

typedef struct {
  u32 value, quantity;
  u32 quantum;
  /* Column of the quantity, NO_COLUMN for a rate without. */
  u32 column;
} Rate;
#define NO_COLUMN UINT32_MAX

static u64 *slots;
static u64 multiplier;
static u16 *displacements;
static u32 slot_mask;
static u32 displacement_shift;

static inline u32 slot_of(u64 code) {
  u64 hash = code * multiplier;
  return ((u32)(hash >> 20) ^ displacements[hash >> displacement_shift]) & slot_mask;
}

static void fail(const char *what) {
  fprintf(stderr, "%s\n", what);
  exit(1);
}

static void *room(size_t bytes) {
  void *block = aligned_alloc(64, (bytes + 127) & ~(size_t)63);
  if (!block) fail("no memory");
  return memset(block, 0, bytes);
}

/* Reads a whole file; `count` receives how many elements of `element` bytes it has. */
static void *column(const char *folder, const char *name, size_t element, size_t *count) {
  char path[4096];
  snprintf(path, sizeof path, "%s/%s", folder, name);
  FILE *file = fopen(path, "rb");
  if (!file || fseek(file, 0, SEEK_END)) fail(path);
  long bytes = ftell(file);
  rewind(file);
  void *block = room((size_t)bytes);
  if (fread(block, 1, (size_t)bytes, file) != (size_t)bytes) fail(path);
  fclose(file);
  if (count) *count = (size_t)bytes / element;
  return block;
}

static inline u32 bucket_of(u64 code) { return (u32)((code * multiplier) >> displacement_shift); }

/* Puts all codes of a bucket into free slots, or none; 1 if it could. */
static int place(const u64 *codes, const u32 *classes, const u32 *members, u32 size) {
  for (u32 placed = 0; placed < size; placed++) {
    u64 code = codes[members[placed]], *slot = &slots[slot_of(code)];
    if (*slot) {
      while (placed-- > 0) slots[slot_of(codes[members[placed]])] = 0;
      return 0;
    }
    *slot = code << CLASS_BITS | classes[members[placed]];
  }
  return 1;
}

/* Largest buckets first, each with the first displacement under which its codes find free slots; 1 if all did. */
static int place_all(const u64 *codes, const u32 *classes, size_t count, u32 buckets) {
  u32 *start = room((buckets + 1ull) * sizeof(u32)), *members = room(count * sizeof(u32)), largest = 0;
  for (size_t i = 0; i < count; i++) start[bucket_of(codes[i])]++;
  for (u32 bucket = 0, end = 0; bucket <= buckets; bucket++) {
    if (start[bucket] > largest) largest = start[bucket];
    start[bucket] = end += start[bucket];
  }
  for (size_t i = 0; i < count; i++) members[--start[bucket_of(codes[i])]] = (u32)i;
  int good = 1;
  for (u32 size = largest; size > 0 && good; size--) {
    for (u32 bucket = 0; bucket < buckets && good; bucket++) {
      if (start[bucket + 1] - start[bucket] != size) continue;
      u32 displacement = 0;
      do displacements[bucket] = (u16)displacement;
      while (!(good = place(codes, classes, members + start[bucket], size)) && displacement++ < MOST_DISPLACEMENT);
    }
  }
  free(start);
  free(members);
  return good;
}

/* Tries multipliers until all codes find places. */
static void build_hash(const u64 *codes, const u32 *classes, size_t count) {
  u32 bits = 1;
  while ((2u << bits) < count + count / 4) bits++;
  slot_mask = (2u << bits) - 1;
  displacement_shift = 64 - bits;
  displacements = room(sizeof(u16) << bits);
  slots = room((slot_mask + 1ull) * sizeof(u64));
  for (u64 attempt = 0; attempt < MOST_TRIES; attempt++) {
    multiplier = FIRST_MULTIPLIER * (2 * attempt + 1);
    memset(slots, 0, (slot_mask + 1ull) * sizeof(u64));
    if (place_all(codes, classes, count, 1u << bits)) return;
  }
  fail("no perfect hash");
}
