import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * Every assigned code point and its name, a line each: the code point in decimal, a tab, the name. Names that Java makes
 * up of the block and the number are left out of the line, and the block stands in a third field instead.
 */
public final class CharacterNames {
  public static void main(String[] args) {
    PrintStream out = new PrintStream(System.out, false, StandardCharsets.US_ASCII);
    for (int codePoint = 0; codePoint <= Character.MAX_CODE_POINT; codePoint++) {
      String name = Character.getName(codePoint);
      if (name == null) continue;
      Character.UnicodeBlock block = Character.UnicodeBlock.of(codePoint);
      String ofBlock = block == null ? "" : block.toString().replace('_', ' ');
      String hex = Integer.toHexString(codePoint).toUpperCase();
      boolean madeUp = name.equals(block == null ? hex : ofBlock + " " + hex);
      out.println(codePoint + "\t" + (madeUp ? "\t" + ofBlock : name));
    }
    out.flush();
  }
}
