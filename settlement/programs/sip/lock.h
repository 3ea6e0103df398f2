/* Hash time-locks over notes: with the preimage before the deadline to the owner, from the deadline on back to the other. */
#pragma once

typedef struct PACKED {
  u64 number; /* of the batch of one that is made */
  u8 mint[32];
  u8 owner[32];
  u8 commitment[32];
  u32 index;
  lock lock;
} locked_note;

/* Accounts: payer (signer), vault, batch of the lock, new batch, system program. The path ends the arguments. */
NOINLINE u64 unlock(context *context, reader *arguments, const locked_note *locked, const u8 *heir) {
  account *all = context->accounts;
  const account *vault = &all[1];
  account *source = &all[2];
  u32 path_length;
  const u8 *head = take(arguments, 4);
  REQUIRE(head, E_ARGUMENTS);
  sol_memcpy_(&path_length, head, 4);
  const u8 *path = take(arguments, 32ULL * path_length);
  TRY(check_signer(&all[0]));
  TRY(check_tag(context, vault, TAG_VAULT));
  TRY(check_of_vault(context, source, TAG_BATCH, vault->key));
  TRY(check_writable(source));
  const batch_account *batch = (batch_account *)source->data;
  REQUIRE(path && arguments->left == 0 && path_length == depth_of(batch->count), E_ARGUMENTS);
  u8 hash[32], leaf[32];
  lock_hash(&locked->lock, hash);
  note old = {vault->key, locked->mint, locked->owner, locked->commitment, batch->number, locked->index};
  locked_leaf(context, &old, hash, leaf);
  TRY(check_in_tree(batch, old.index, leaf, path));
  REQUIRE(!bit(taken_bits(source), old.index), E_NOTE_TAKEN);
  set_bit(taken_bits(source), old.index);
  note born = {vault->key, locked->mint, heir, locked->commitment, locked->number, 0};
  return bear(context, &all[0], &all[3], &born);
}

/* Argument: preimage, locked note, path. */
NOINLINE u64 claim(context *context) {
  reader arguments = {context->data, context->size};
  const u8 *preimage = take(&arguments, 32);
  const locked_note *locked = (const locked_note *)take(&arguments, sizeof(locked_note));
  REQUIRE(locked, E_ARGUMENTS);
  REQUIRE(context->count >= 5, E_TOO_FEW_ACCOUNTS);
  REQUIRE(context->now < locked->lock.deadline, E_LOCK_DEADLINE);
  u8 hash[32];
  const slice part = {preimage, 32};
  sol_sha256(&part, 1, hash);
  REQUIRE(same32(hash, locked->lock.hash), E_PREIMAGE);
  return unlock(context, &arguments, locked, locked->owner);
}

/* Argument: locked note, path. */
NOINLINE u64 refund(context *context) {
  reader arguments = {context->data, context->size};
  const locked_note *locked = (const locked_note *)take(&arguments, sizeof(locked_note));
  REQUIRE(locked, E_ARGUMENTS);
  REQUIRE(context->count >= 5, E_TOO_FEW_ACCOUNTS);
  REQUIRE(context->now >= locked->lock.deadline, E_TOO_EARLY);
  return unlock(context, &arguments, locked, locked->lock.refund_owner);
}
