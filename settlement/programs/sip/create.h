/* Accounts at addresses that the program derives: created and closed. */
#pragma once

static const u8 SYSTEM_PROGRAM[32];

/* The first seed names the kind of account, the second its vault, the third what it is about. */
typedef struct {
  slice parts[4]; /* the last one is the bump */
  u8 bump;
} derived;

#define SEEDS(name, second, third, third_size) \
  {{{(const u8 *)name, sizeof(name) - 1}, {second, 32}, {(const u8 *)(third), third_size}, {0, 1}}, 0}

/* Finds the bump and checks that the account has the address of the seeds. */
NOINLINE u64 derive(const context *context, derived *seeds, const account *account) {
  u8 address[32];
  REQUIRE(!sol_try_find_program_address(seeds->parts, 3, context->program, address, &seeds->bump), E_SEEDS);
  REQUIRE(same32(address, account->key), E_SEEDS);
  seeds->parts[3].bytes = &seeds->bump;
  return 0;
}

typedef struct PACKED {
  u32 operation;
  u64 lamports, size;
  u8 owner[32];
} create_arguments;

typedef struct PACKED {
  u32 operation;
  u64 value;
} system_arguments;

typedef struct PACKED {
  u32 operation;
  u8 owner[32];
} assign_arguments;

typedef struct {
  const context *context;
  const account *payer, *target;
  const signer_seeds *signer;
} creation;

NOINLINE u64 call_system(const creation *creation, int with_payer, void *data, u64 size) {
  account_meta metas[2] = {{creation->payer->key, 1, 1}, {creation->target->key, 1, 1}};
  instruction call = {(u8 *)SYSTEM_PROGRAM, with_payer ? metas : metas + 1, with_payer ? 2 : 1, data, size};
  return sol_invoke_signed_c(&call, creation->context->accounts, creation->context->count, creation->signer, 1);
}

INLINE u64 rent_for(u64 size) {
  u64 rent[3]; /* lamports for a byte and a year; years as a double, 1.0 or 2.0 */
  const u64 one = 0x3ff0000000000000ULL;
  if (sol_get_rent_sysvar(rent)) return ~0ULL;
  return (128 + size) * rent[0] * (rent[1] == one ? 1 : 2);
}

/* Creates the account at derived seeds; lamports that somebody sent there before do not hinder it. */
NOINLINE u64 create(const context *context, const account *payer, account *target, derived *seeds, u64 size, const u8 *owner) {
  signer_seeds signer = {seeds->parts, 4};
  creation creation = {context, payer, target, &signer};
  u64 lamports = rent_for(size);
  if (*target->lamports == 0) {
    create_arguments all = {0, lamports, size, {0}};
    copy32(all.owner, owner);
    return call_system(&creation, 1, &all, sizeof all);
  }
  if (*target->lamports < lamports) {
    system_arguments transfer = {2, lamports - *target->lamports};
    TRY(call_system(&creation, 1, &transfer, sizeof transfer));
  }
  system_arguments allocate = {8, size};
  TRY(call_system(&creation, 0, &allocate, sizeof allocate));
  assign_arguments assign = {1, {0}};
  copy32(assign.owner, owner);
  return call_system(&creation, 0, &assign, sizeof assign);
}

/* Gives the account back to the system program, empty, and its lamports to `heir`. */
NOINLINE void close(account *closed, account *heir) {
  u64 lamports = *closed->lamports;
  *closed->lamports = 0;
  *heir->lamports += lamports;
  sol_memset_(closed->data, 0, closed->size);
  copy32(closed->owner, SYSTEM_PROGRAM);
  *(u64 *)(closed->data - 8) = 0;
}
