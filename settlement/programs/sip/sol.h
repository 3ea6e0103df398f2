/* What the runtime offers, and how it hands a program its accounts (loader v3, input serialised little-endian). */
#pragma once

typedef unsigned char u8;
typedef unsigned short u16;
typedef unsigned int u32;
typedef unsigned long long u64;
typedef long long i64;

#define INLINE static inline __attribute__((always_inline))
#define NOINLINE static __attribute__((noinline))
#define PACKED __attribute__((packed))

/* Every check that fails ends the instruction with its code; the runtime then undoes all it did. */
#define REQUIRE(condition, code) \
  do {                           \
    if (!(condition)) return (code); \
  } while (0)
#define TRY(call)                   \
  do {                              \
    u64 failed = (call);            \
    if (failed) return failed;      \
  } while (0)

/* SolAccountInfo of the runtime's C interface: passed on in calls of other programs as it stands. */
typedef struct {
  u8 *key;
  u64 *lamports;
  u64 size;
  u8 *data;
  u8 *owner;
  u64 rent_epoch;
  u8 signer, writable, executable;
} account;

typedef struct {
  const u8 *bytes;
  u64 size;
} slice;

typedef struct {
  u8 *key;
  u8 writable, signer;
} account_meta;

typedef struct {
  u8 *program;
  account_meta *accounts;
  u64 count;
  u8 *data;
  u64 size;
} instruction;

typedef struct {
  const slice *seeds;
  u64 count;
} signer_seeds;

typedef struct {
  u64 slot;
  i64 epoch_start;
  u64 epoch, leader_schedule_epoch;
  i64 unix_time;
} clock_sysvar;

extern void sol_memcpy_(void *to, const void *from, u64 size);
extern void sol_memset_(void *to, u8 value, u64 size);
extern void sol_memcmp_(const void *a, const void *b, u64 size, int *result);
extern u64 sol_sha256(const slice *parts, u64 count, u8 *hash);
extern u64 sol_get_clock_sysvar(void *clock);
extern u64 sol_get_rent_sysvar(void *rent);
extern u64 sol_try_find_program_address(const slice *seeds, u64 count, const u8 *program, u8 *address, u8 *bump);
extern u64 sol_invoke_signed_c(const instruction *call, const account *accounts, u64 count, const signer_seeds *signers, u64 signer_count);
extern u64 sol_curve_validate_point(u64 curve, const u8 *point, u8 *unused);
extern u64 sol_curve_group_op(u64 curve, u64 operation, const u8 *left, const u8 *right, u8 *result);
extern u64 sol_curve_multiscalar_mul(u64 curve, const u8 *scalars, const u8 *points, u64 count, u8 *result);
extern void sol_log_data(const slice *parts, u64 count);

#define ACCOUNTS_MAX 40

/* One instruction being carried out. */
typedef struct {
  account accounts[ACCOUNTS_MAX];
  u64 count;
  const u8 *data; /* arguments, without the discriminator */
  u64 size;
  u8 program[32];
  i64 now; /* seconds since 1970 of the chain's clock */
} context;

INLINE int same(const void *a, const void *b, u64 size) {
  int difference = 1;
  sol_memcmp_(a, b, size, &difference);
  return difference == 0;
}

INLINE int same32(const void *a, const void *b) { return same(a, b, 32); }

INLINE void copy32(void *to, const void *from) { sol_memcpy_(to, from, 32); }

INLINE int is_zero32(const u8 *bytes) {
  const u64 zero[4] = {0, 0, 0, 0};
  return same32(bytes, zero);
}

/* The compiler turns copies of structures into calls of these two. */
void *memcpy(void *to, const void *from, unsigned long size) {
  sol_memcpy_(to, from, size);
  return to;
}

void *memset(void *to, int value, unsigned long size) {
  sol_memset_(to, (u8)value, size);
  return to;
}

/* Reads the runtime's input. An account named twice has the same pointers twice. */
NOINLINE u64 read_input(u8 *input, context *context) {
  u64 count = *(u64 *)input;
  input += 8;
  REQUIRE(count <= ACCOUNTS_MAX, E_TOO_MANY);
  for (u64 i = 0; i < count; i++) {
    account *account = &context->accounts[i];
    u8 repeats = *input;
    if (repeats != 0xff) {
      *account = context->accounts[repeats];
      input += 8;
      continue;
    }
    account->signer = input[1];
    account->writable = input[2];
    account->executable = input[3];
    account->key = input + 8;
    account->owner = input + 40;
    account->lamports = (u64 *)(input + 72);
    account->size = *(u64 *)(input + 80);
    account->data = input + 88;
    input += 88 + account->size + 10240;
    input = (u8 *)(((u64)input + 7) & ~7ULL);
    account->rent_epoch = *(u64 *)input;
    input += 8;
  }
  context->count = count;
  context->size = *(u64 *)input;
  context->data = input + 8;
  copy32(context->program, context->data + context->size);
  return 0;
}
