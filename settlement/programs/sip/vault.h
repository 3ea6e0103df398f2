/* Making a vault, its signers, its pause. */
#pragma once

#define YEAR 31536000

/* Two of the three parties signed. */
typedef struct PACKED {
  u8 first;
  u8 first_signature[64];
  u8 second;
  u8 second_signature[64];
} quorum;

/* The signers in force now: a proposed set is in force from its time on, whether or not it was copied over. */
INLINE int next_in_force(const context *context, const vault_account *vault) {
  return vault->next_at != 0 && context->now >= vault->next_at;
}

INLINE u64 epoch_in_force(const context *context, const vault_account *vault) {
  return vault->epoch + next_in_force(context, vault);
}

NOINLINE u64 check_quorum(const context *context, const vault_account *vault, const quorum *quorum, const u8 *digest) {
  const u8 *keys = (const u8 *)(next_in_force(context, vault) ? vault->next_signers : vault->signers);
  REQUIRE(quorum->first < quorum->second && quorum->second < 3, E_QUORUM);
  REQUIRE(ed25519_valid(keys + 32 * quorum->first, quorum->first_signature, digest), E_SIGNATURE);
  REQUIRE(ed25519_valid(keys + 32 * quorum->second, quorum->second_signature, digest), E_SIGNATURE);
  return 0;
}

NOINLINE u64 check_signers(const u8 *keys) {
  REQUIRE(!same32(keys, keys + 32) && !same32(keys, keys + 64) && !same32(keys + 32, keys + 64), E_SIGNERS);
  REQUIRE(is_signing_key(keys) && is_signing_key(keys + 32) && is_signing_key(keys + 64), E_SIGNERS);
  return 0;
}

typedef struct PACKED {
  u64 number;
  u8 signers[3][32];
  u8 guardian[32];
  i64 withdrawal_delay, signer_delay, deadline_max;
} initialize_arguments;

/* Accounts: creator (signer, pays), vault, system program. */
NOINLINE u64 initialize(context *context) {
  const initialize_arguments *arguments = (const initialize_arguments *)context->data;
  account *creator = &context->accounts[0], *target = &context->accounts[1];
  REQUIRE(context->size == sizeof *arguments, E_ARGUMENTS);
  REQUIRE(context->count >= 3, E_TOO_FEW_ACCOUNTS);
  TRY(check_signer(creator));
  TRY(check_signers((const u8 *)arguments->signers));
  i64 longest_batch = arguments->deadline_max, exit = arguments->withdrawal_delay, change = arguments->signer_delay;
  REQUIRE(0 < longest_batch && longest_batch < exit && exit < change && change <= YEAR, E_DELAYS);
  u64 number = arguments->number;
  derived seeds = SEEDS("vault", creator->key, &number, 8);
  TRY(derive(context, &seeds, target));
  TRY(create(context, creator, target, &seeds, sizeof(vault_account), context->program));
  vault_account *vault = (vault_account *)target->data;
  vault->tag = TAG_VAULT;
  copy32(vault->creator, creator->key);
  vault->number = number;
  sol_memcpy_(vault->signers, arguments->signers, 96);
  copy32(vault->guardian, arguments->guardian);
  vault->epoch = 1;
  vault->withdrawal_delay = exit;
  vault->signer_delay = change;
  vault->deadline_max = longest_batch;
  vault->bump = seeds.bump;
  return 0;
}

/* Copies a set that came into force over the old one. */
INLINE void enact(const context *context, vault_account *vault) {
  if (next_in_force(context, vault)) {
    sol_memcpy_(vault->signers, vault->next_signers, 96);
    copy32(vault->guardian, vault->next_guardian);
    vault->epoch++;
    vault->next_at = 0;
  }
}

typedef struct PACKED {
  u8 signers[3][32];
  u8 guardian[32];
  quorum quorum;
} propose_arguments;

/* Accounts: vault. A proposal that is not yet in force is replaced. */
NOINLINE u64 propose_signers(context *context) {
  const propose_arguments *arguments = (const propose_arguments *)context->data;
  account *target = &context->accounts[0];
  REQUIRE(context->size == sizeof *arguments, E_ARGUMENTS);
  REQUIRE(context->count >= 1, E_TOO_FEW_ACCOUNTS);
  TRY(check_tag(context, target, TAG_VAULT));
  TRY(check_writable(target));
  TRY(check_signers((const u8 *)arguments->signers));
  vault_account *vault = (vault_account *)target->data;
  enact(context, vault);
  u8 digest[32];
  HASH(digest, "OBSCURA-SIGNERS-v1", context, target->key, PART(vault->epoch), PART(vault->proposals), PART(arguments->signers),
       PART(arguments->guardian));
  TRY(check_quorum(context, vault, &arguments->quorum, digest));
  sol_memcpy_(vault->next_signers, arguments->signers, 96);
  copy32(vault->next_guardian, arguments->guardian);
  vault->next_at = context->now + vault->signer_delay;
  vault->proposals++;
  return 0;
}

/* Accounts: guardian (signer), vault. Argument: 1 to pause, 0 to go on. */
NOINLINE u64 set_paused(context *context) {
  account *target = &context->accounts[1];
  REQUIRE(context->size == 1 && context->data[0] <= 1, E_ARGUMENTS);
  REQUIRE(context->count >= 2, E_TOO_FEW_ACCOUNTS);
  TRY(check_tag(context, target, TAG_VAULT));
  TRY(check_writable(target));
  vault_account *vault = (vault_account *)target->data;
  enact(context, vault);
  TRY(check_signer(&context->accounts[0]));
  REQUIRE(same32(context->accounts[0].key, vault->guardian), E_NOT_GUARDIAN);
  vault->paused = context->data[0];
  return 0;
}

NOINLINE u64 check_running(const context *context, const account *vault) {
  TRY(check_tag(context, vault, TAG_VAULT));
  REQUIRE(!((vault_account *)vault->data)->paused, E_PAUSED);
  return 0;
}
