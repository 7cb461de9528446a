/* Columns of little-endian integers, read from files of a folder, and lines' rates behind a perfect hash. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef uint64_t u64;
typedef uint32_t u32;
typedef uint16_t u16;
typedef uint8_t u8;

#define MULTIPLIER 0x9e3779b97f4a7c15u
#define SPREAD 0x9e3779b1u
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
static u16 *displacements;
static u32 slot_mask;
static u32 displacement_shift;

static inline u32 slot_of(u64 code) {
  u64 hash = code * MULTIPLIER;
  return ((u32)(hash >> 20) ^ (displacements[hash >> displacement_shift] * SPREAD)) & slot_mask;
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

/* Largest buckets first, each with the first displacement under which its codes find free slots. */
static void build_hash(const u64 *codes, const u32 *classes, size_t count) {
  u32 bits = 1;
  while ((2u << bits) < count + count / 4) bits++;
  u32 buckets = 1u << bits;
  slot_mask = 2 * buckets - 1;
  displacement_shift = 64 - bits;
  displacements = room(buckets * sizeof(u16));
  slots = room((slot_mask + 1ull) * sizeof(u64));
  u32 *start = room((buckets + 1ull) * sizeof(u32));
  u32 *members = room(count * sizeof(u32));
  u32 largest = 0;
  for (size_t i = 0; i < count; i++) start[(codes[i] * MULTIPLIER) >> displacement_shift]++;
  for (u32 bucket = 0, end = 0; bucket <= buckets; bucket++) {
    if (start[bucket] > largest) largest = start[bucket];
    start[bucket] = end += start[bucket];
  }
  for (size_t i = 0; i < count; i++) members[--start[(codes[i] * MULTIPLIER) >> displacement_shift]] = (u32)i;
  for (u32 size = largest; size > 0; size--) {
    for (u32 bucket = 0; bucket < buckets; bucket++) {
      u32 first = start[bucket], end = start[bucket + 1], placed = first;
      if (end - first != size) continue;
      for (u32 displacement = 0; placed < end; displacement++) {
        if (displacement > MOST_DISPLACEMENT) fail("no perfect hash");
        displacements[bucket] = (u16)displacement;
        for (placed = first; placed < end; placed++) {
          u32 member = members[placed];
          u64 *slot = &slots[slot_of(codes[member])];
          if (*slot) break;
          *slot = codes[member] << CLASS_BITS | classes[member];
        }
        if (placed == end) break;
        while (placed-- > first) slots[slot_of(codes[members[placed]])] = 0;
        placed = first;
      }
    }
  }
  free(start);
  free(members);
}
