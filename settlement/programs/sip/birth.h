/* Notes that are born alone: by a deposit, or from a lock. Each is a batch of one, with a number from 2^63 on that nobody used. */
#pragma once

#define FIRST_SINGLE 0x8000000000000000ULL

typedef struct PACKED {
  u64 tag;
  u8 vault[32];
  u8 mint[32];
  u8 id[32];
  u64 number;
} note_born_event;

/* Creates the batch and tells it. The number's first free bump makes the address, so a number is used once. */
NOINLINE u64 bear(const context *context, const account *payer, account *target, const note *note) {
  REQUIRE(note->batch >= FIRST_SINGLE, E_NUMBER);
  REQUIRE(target->size == 0, E_BATCH_USED);
  derived seeds = SEEDS("batch", note->vault, &note->batch, 8);
  TRY(derive(context, &seeds, target));
  TRY(create(context, payer, target, &seeds, batch_size(1), context->program));
  batch_account *batch = (batch_account *)target->data;
  batch->tag = TAG_BATCH;
  copy32(batch->vault, note->vault);
  batch->number = note->batch;
  batch->count = 1;
  note_id(context, note, batch->root);
  note_born_event event = {.tag = EVENT_NOTE_BORN, .number = note->batch};
  copy32(event.vault, note->vault);
  copy32(event.mint, note->mint);
  copy32(event.id, batch->root);
  const slice log = {(u8 *)&event, sizeof event};
  sol_log_data(&log, 1);
  return 0;
}

typedef struct PACKED {
  u64 number, amount;
  u8 owner[32];
  u8 blinding[32];
  u8 memo[MEMO_BYTES]; /* for the owner's wallet, who reads it in the transaction */
} deposit_arguments;

/* Accounts: depositor (signer, pays), vault, listing, mint, tokens, source, batch, token program, system program. */
NOINLINE u64 deposit(context *context) {
  const deposit_arguments *arguments = (const deposit_arguments *)context->data;
  account *all = context->accounts;
  REQUIRE(context->size == sizeof *arguments, E_ARGUMENTS);
  REQUIRE(context->count >= 9, E_TOO_FEW_ACCOUNTS);
  account *depositor = &all[0], *vault = &all[1], *tokens = &all[4];
  TRY(check_signer(depositor));
  TRY(check_running(context, vault));
  token_accounts moved = {vault, &all[2], &all[3], tokens, &all[5], &all[7]};
  TRY(check_tokens(context, &moved));
  u64 amount = arguments->amount;
  REQUIRE(amount > 0, E_AMOUNT);
  u8 commitment[32];
  const listing_account *listing = (listing_account *)all[2].data;
  TRY(commit(amount, arguments->blinding, listing->generator, commitment));
  u64 before = amount_of(tokens);
  TRY(transfer(context, &moved, depositor, amount));
  REQUIRE(amount_of(tokens) - before == amount, E_RECEIVED);
  note born = {vault->key, listing->mint, arguments->owner, commitment, arguments->number, 0};
  return bear(context, depositor, &all[6], &born);
}
