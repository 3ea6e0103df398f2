/* Inputs of a batch: each is in its tree, untaken, and its owner consents. Then it is taken for this draft. */
#pragma once

#define PERMIT 0
#define CONSENT 1

typedef struct PACKED {
  u8 listing, batch, notice; /* places among the accounts after the draft; notice 255: none */
  u8 kind;                   /* PERMIT or CONSENT */
  u32 index;
  u8 owner[32];
  u8 commitment[32];
  i64 expiry; /* of the permit; 0 for a consent */
  u8 signature[64];
  u32 path_length;
} input;

/* The owner's word: for this note until a time, or for this batch. */
NOINLINE u64 check_consent(const context *context, draft_account *draft, const input *in, const u8 *id) {
  u8 digest[32];
  i64 expiry = in->expiry;
  REQUIRE(in->kind <= CONSENT && (in->kind == PERMIT || expiry == 0), E_ARGUMENTS);
  if (in->kind == PERMIT) {
    REQUIRE(context->now <= expiry, E_PERMIT_EXPIRED);
    if (expiry < draft->until) draft->until = expiry;
    HASH(digest, "OBSCURA-PERMIT-v1", context, draft->vault, KEY(id), PART(expiry));
  } else {
    HASH(digest, "OBSCURA-CONSENT-v1", context, draft->vault, KEY(id), KEY(draft->digest));
  }
  REQUIRE(ed25519_valid(in->owner, in->signature, digest), E_SIGNATURE);
  return 0;
}

/* A note whose owner gave notice can be settled until the notice matures; a consent outlives a mere revocation. */
NOINLINE u64 check_notice(context *context, draft_account *draft, const input *in, const u8 *id) {
  const account *account_ = extra(context, in->notice);
  REQUIRE(account_, E_NOTICE);
  TRY(check_of_vault(context, account_, TAG_NOTICE, draft->vault));
  const notice_account *notice = (notice_account *)account_->data;
  REQUIRE(same32(notice->note, id), E_NOTICE);
  i64 ends = in->kind == PERMIT ? notice->ends_at : notice->matures_at;
  if (ends != 0) {
    REQUIRE(context->now < ends, E_PERMIT_EXPIRED);
    if (ends - 1 < draft->until) draft->until = ends - 1;
  }
  return 0;
}

NOINLINE u64 add_input(context *context, draft_account *draft, reader *arguments) {
  const input *in = (const input *)take(arguments, sizeof(input));
  REQUIRE(in, E_ARGUMENTS);
  REQUIRE(draft->inputs < draft->inputs_max, E_TOO_MANY);
  const account *listed = extra(context, in->listing), *source = extra(context, in->batch);
  REQUIRE(listed && source, E_TOO_FEW_ACCOUNTS);
  TRY(check_of_vault(context, listed, TAG_LISTING, draft->vault));
  TRY(check_of_vault(context, source, TAG_BATCH, draft->vault));
  TRY(check_writable(source));
  const batch_account *batch = (batch_account *)source->data;
  const u8 *path = take(arguments, 32ULL * in->path_length);
  REQUIRE(path && in->path_length == depth_of(batch->count), E_ARGUMENTS);
  u8 id[32];
  note spent = {draft->vault, ((listing_account *)listed->data)->mint, in->owner, in->commitment, batch->number, in->index};
  note_id(context, &spent, id);
  TRY(check_in_tree(batch, spent.index, id, path));
  REQUIRE(!bit(taken_bits(source), spent.index), E_NOTE_TAKEN);
  TRY(check_consent(context, draft, in, id));
  if (bit(noticed_bits(source), spent.index)) TRY(check_notice(context, draft, in, id));
  set_bit(taken_bits(source), spent.index);
  TRY(add_commitment(draft->sum, ADD, in->commitment));
  chain(draft->inputs_run, id, 32);
  taken_input entry = {batch->number, spent.index, 1};
  inputs_of(draft)[draft->inputs++] = entry;
  return 0;
}

/* Argument: position, list of inputs. Accounts after the draft: listings, batches, notices. */
NOINLINE u64 add_inputs(context *context) {
  draft_account *draft;
  TRY(check_piece(context, &draft));
  reader arguments = {context->data, context->size};
  u32 count;
  TRY(read_list(&arguments, draft->inputs, &count));
  for (u64 i = 0; i < count; i++) TRY(add_input(context, draft, &arguments));
  REQUIRE(arguments.left == 0, E_ARGUMENTS);
  return 0;
}
