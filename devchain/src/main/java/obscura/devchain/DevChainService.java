package obscura.devchain;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.web3j.protocol.Service;

/**
 * web3j's way to the chain: JSON-RPC without a socket, so that what is tested is what a node gets.
 */
final class DevChainService extends Service {
  private final JsonRpc rpc;

  DevChainService(DevChain chain) {
    super(false);
    this.rpc = new JsonRpc(chain);
  }

  @Override
  protected InputStream performIO(String request) {
    return new ByteArrayInputStream(rpc.answer(request).getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void close() {
    // The chain belongs to who made it.
  }
}
