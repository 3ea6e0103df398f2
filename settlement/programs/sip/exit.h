/* What an owner does alone: ask for the tokens of a note, take permits back, finish after the delay. No pause stops it. */
#pragma once

/* A note in the arguments of its owner. The path follows. */
typedef struct PACKED {
  u8 mint[32];
  u8 owner[32];
  u8 commitment[32];
  u32 index;
  u32 path_length;
} named_note;

INLINE note note_of(const named_note *named, const account *batch) {
  const batch_account *source = (batch_account *)batch->data;
  note note = {source->vault, named->mint, named->owner, named->commitment, source->number, named->index};
  return note;
}

/* Finds the notice of a note, or makes it; the batch remembers that there is one. Accounts: payer (signer), vault, batch, notice, system
   program. */
NOINLINE u64 give_notice(context *context, const note *note, const u8 *id) {
  account *target = &context->accounts[3];
  const account *batch = &context->accounts[2];
  const vault_account *vault = (vault_account *)context->accounts[1].data;
  derived seeds = SEEDS("notice", note->vault, id, 32);
  TRY(derive(context, &seeds, target));
  if (target->size != 0) return check_of_vault(context, target, TAG_NOTICE, note->vault);
  TRY(create(context, &context->accounts[0], target, &seeds, sizeof(notice_account), context->program));
  notice_account *notice = (notice_account *)target->data;
  notice->tag = TAG_NOTICE;
  copy32(notice->vault, note->vault);
  copy32(notice->note, id);
  copy32(notice->mint, note->mint);
  copy32(notice->commitment, note->commitment);
  notice->batch = note->batch;
  notice->index = note->index;
  notice->ends_at = context->now + vault->withdrawal_delay;
  set_bit(noticed_bits(batch), note->index);
  return 0;
}

/* Reads the note and checks that it is in its batch. */
NOINLINE u64 read_note(context *context, reader *arguments, const named_note **named, u8 *id) {
  const account *batch = &context->accounts[2];
  REQUIRE(context->count >= 5, E_TOO_FEW_ACCOUNTS);
  TRY(check_signer(&context->accounts[0]));
  TRY(check_tag(context, &context->accounts[1], TAG_VAULT));
  TRY(check_of_vault(context, batch, TAG_BATCH, context->accounts[1].key));
  TRY(check_writable(batch));
  *named = (const named_note *)take(arguments, sizeof(named_note));
  REQUIRE(*named, E_ARGUMENTS);
  const u8 *path = take(arguments, 32ULL * (*named)->path_length);
  const batch_account *source = (batch_account *)batch->data;
  REQUIRE(path && arguments->left == 0 && (*named)->path_length == depth_of(source->count), E_ARGUMENTS);
  note note = note_of(*named, batch);
  note_id(context, &note, id);
  return check_in_tree(source, note.index, id, path);
}

typedef struct PACKED {
  u8 recipient[32];
  u64 fee;
  i64 deadline;
  u8 signature[64];
} request_arguments;

/* Accounts: whoever hands it in (signer, pays), vault, batch, notice, system program, token account for the fee. */
NOINLINE u64 request_withdrawal(context *context) {
  reader arguments = {context->data, context->size};
  const request_arguments *request = (const request_arguments *)take(&arguments, sizeof(request_arguments));
  const named_note *named;
  u8 id[32], digest[32];
  REQUIRE(request, E_ARGUMENTS);
  TRY(read_note(context, &arguments, &named, id));
  REQUIRE(context->count >= 6, E_TOO_FEW_ACCOUNTS);
  i64 deadline = request->deadline;
  REQUIRE(context->now <= deadline, E_DEADLINE);
  HASH(digest, "OBSCURA-WITHDRAW-v1", context, context->accounts[1].key, KEY(id), PART(request->recipient), PART(request->fee),
       PART(deadline));
  REQUIRE(ed25519_valid(named->owner, request->signature, digest), E_SIGNATURE);
  note note = note_of(named, &context->accounts[2]);
  TRY(give_notice(context, &note, id));
  account *target = &context->accounts[3];
  TRY(check_writable(target));
  notice_account *notice = (notice_account *)target->data;
  REQUIRE(!notice->done, E_NOTE_TAKEN);
  REQUIRE(deadline > notice->signed_until, E_REQUEST_OLDER);
  if (notice->matures_at == 0) {
    notice->matures_at = context->now + ((vault_account *)context->accounts[1].data)->withdrawal_delay;
  }
  notice->signed_until = deadline;
  notice->fee = request->fee;
  copy32(notice->recipient, request->recipient);
  copy32(notice->fee_recipient, context->accounts[5].key);
  return 0;
}

/* Accounts: whoever hands it in (signer, pays), vault, batch, notice, system program. Argument: signature, then the note. */
NOINLINE u64 revoke(context *context) {
  reader arguments = {context->data, context->size};
  const u8 *signature = take(&arguments, 64);
  const named_note *named;
  u8 id[32], digest[32];
  REQUIRE(signature, E_ARGUMENTS);
  TRY(read_note(context, &arguments, &named, id));
  HASH(digest, "OBSCURA-REVOKE-v1", context, context->accounts[1].key, KEY(id));
  REQUIRE(ed25519_valid(named->owner, signature, digest), E_SIGNATURE);
  note note = note_of(named, &context->accounts[2]);
  return give_notice(context, &note, id);
}

/* Accounts of both payments: vault, listing, mint, tokens, notice, receiver, token program. */
NOINLINE u64 check_payment(context *context, token_accounts *moved, notice_account **notice) {
  account *all = context->accounts;
  REQUIRE(context->count >= 7, E_TOO_FEW_ACCOUNTS);
  TRY(check_tag(context, &all[0], TAG_VAULT));
  TRY(check_of_vault(context, &all[4], TAG_NOTICE, all[0].key));
  TRY(check_writable(&all[4]));
  token_accounts accounts = {&all[0], &all[1], &all[2], &all[3], &all[5], &all[6]};
  TRY(check_tokens(context, &accounts));
  *moved = accounts;
  *notice = (notice_account *)all[4].data;
  REQUIRE(same32((*notice)->mint, all[2].key), E_OTHER_TOKEN);
  return 0;
}

typedef struct PACKED {
  u64 amount;
  u8 blinding[32];
} opening;

/* Accounts: as above, receiver = the recipient that the owner signed, then batch. Argument: the opening. The fee waits for collect_fee. */
NOINLINE u64 finish_withdrawal(context *context) {
  const opening *opened = (const opening *)context->data;
  token_accounts moved;
  notice_account *notice;
  REQUIRE(context->size == sizeof *opened, E_ARGUMENTS);
  TRY(check_payment(context, &moved, &notice));
  REQUIRE(context->count >= 8, E_TOO_FEW_ACCOUNTS);
  account *batch = &context->accounts[7];
  TRY(check_of_vault(context, batch, TAG_BATCH, moved.vault->key));
  TRY(check_writable(batch));
  REQUIRE(((batch_account *)batch->data)->number == notice->batch, E_NUMBER);
  REQUIRE(notice->matures_at != 0 && context->now >= notice->matures_at, E_NOT_MATURED);
  REQUIRE(!bit(taken_bits(batch), notice->index), E_NOTE_TAKEN);
  REQUIRE(same32(notice->recipient, moved.other->key), E_ACCOUNT);
  u8 commitment[32];
  u64 amount = opened->amount;
  TRY(commit(amount, opened->blinding, ((listing_account *)moved.listing->data)->generator, commitment));
  REQUIRE(same32(commitment, notice->commitment), E_OPENING);
  REQUIRE(notice->fee <= amount, E_AMOUNT);
  set_bit(taken_bits(batch), notice->index);
  notice->done = 1;
  return transfer(context, &moved, 0, amount - notice->fee);
}

/* Accounts: as above, receiver = the fee's. Pays the fee of a finished withdrawal, once. */
NOINLINE u64 collect_fee(context *context) {
  token_accounts moved;
  notice_account *notice;
  REQUIRE(context->size == 0, E_ARGUMENTS);
  TRY(check_payment(context, &moved, &notice));
  REQUIRE(notice->done, E_NOT_MATURED);
  REQUIRE(same32(notice->fee_recipient, moved.other->key), E_ACCOUNT);
  u64 fee = notice->fee;
  REQUIRE(fee > 0, E_AMOUNT);
  notice->fee = 0;
  return transfer(context, &moved, 0, fee);
}
