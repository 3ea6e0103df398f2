package obscura.dropcopy;

import java.nio.file.Path;
import obscura.dropcopy.seal.ComplianceKeys;
import obscura.dropcopy.seal.KeyUnwrap;
import obscura.dropcopy.seal.KeyWrap;

/** A reader's two keys, made in a folder of the test. */
public record Keys(KeyWrap wrap, KeyUnwrap unwrap) {
  public static Keys make(Path folder, String name) {
    Path privateFile = folder.resolve(name + ".key");
    KeyWrap wrap = ComplianceKeys.generate(folder.resolve(name + ".pub"), privateFile);
    return new Keys(wrap, KeyUnwrap.load(privateFile));
  }
}
