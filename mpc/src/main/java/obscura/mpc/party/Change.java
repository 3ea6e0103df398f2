package obscura.mpc.party;

import obscura.mpc.api.Handle;
import org.jspecify.annotations.Nullable;

/** One step of a party's state: what a handle now stands for, or that it stands for nothing. */
sealed interface Change {
  Handle handle();

  record OfSecret(Handle handle, @Nullable Secret value) implements Change {}

  record OfRequest(Handle handle, @Nullable Request value) implements Change {}

  record OfBook(Handle handle, @Nullable Resting value) implements Change {}
}
