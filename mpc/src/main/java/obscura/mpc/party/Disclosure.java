package obscura.mpc.party;

import java.util.List;
import obscura.mpc.share.Words;
import org.jspecify.annotations.Nullable;

/** What a party sends to the recipient of a reveal: its shares, or why it refuses. */
public record Disclosure(List<Words> shares, @Nullable String refusal) {}
