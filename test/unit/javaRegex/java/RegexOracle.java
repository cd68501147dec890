import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Java's verdicts on patterns and subjects: the oracle of the restriction engine's tests.
 *
 * Reads lines of tab-separated fields, a pattern and any number of subjects, each written in ASCII with every other
 * character (and % and tab) as %XXXX, a UTF-16 unit in hex. Answers a line each:
 *   E index message                        the pattern is refused
 *   A groups TAB matches;find TAB ...      it is accepted; a pair of verdicts per subject
 * where a verdict is "-" (no), a list of group bounds "0,4,1,2", "S" (stack overflow) or "T" (too many steps).
 * With the argument "cost", a verdict is followed by ":" and the number of characters that Java looked at.
 */
public final class RegexOracle {
  private static final long DEFAULT_LIMIT = 2_000_000;

  private static final class Counted implements CharSequence {
    private final String text;
    private final long limit;
    private long count;

    Counted(String text, long limit) {
      this.text = text;
      this.limit = limit;
    }

    @Override
    public char charAt(int index) {
      if (++count > limit) throw new IllegalStateException("limit");
      return text.charAt(index);
    }

    @Override
    public int length() {
      return text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return text.substring(start, end);
    }

    @Override
    public String toString() {
      return text;
    }
  }

  public static void main(String[] args) throws IOException, InterruptedException {
    boolean cost = args.length > 0 && args[0].equals("cost");
    long limit = args.length > 1 ? Long.parseLong(args[1]) : DEFAULT_LIMIT;
    // A thread of its own, so that the stack is the same wherever this runs.
    Thread thread = new Thread(null, () -> answer(cost, limit), "oracle", 512 * 1024);
    thread.start();
    thread.join();
  }

  private static void answer(boolean cost, long limit) {
    PrintStream out = new PrintStream(System.out, false, StandardCharsets.US_ASCII);
    try (BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII))) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        out.println(verdicts(line.split("\t", -1), cost, limit));
      }
    } catch (IOException error) {
      throw new IllegalStateException(error);
    }
    out.flush();
  }

  private static String verdicts(String[] fields, boolean cost, long limit) {
    Pattern pattern;
    try {
      pattern = Pattern.compile(decode(fields[0]));
    } catch (PatternSyntaxException error) {
      return "E " + error.getIndex() + " " + error.getDescription().replace('\n', ' ');
    } catch (StackOverflowError | OutOfMemoryError error) {
      return "S";
    } catch (RuntimeException error) {
      return "E -2 " + error.getClass().getName();
    }
    StringBuilder line = new StringBuilder("A " + pattern.matcher("").groupCount());
    for (int i = 1; i < fields.length; i++) {
      String subject = decode(fields[i]);
      line.append('\t').append(verdict(pattern, subject, true, cost, limit));
      line.append(';').append(verdict(pattern, subject, false, cost, limit));
    }
    return line.toString();
  }

  private static String verdict(Pattern pattern, String subject, boolean whole, boolean cost, long limit) {
    Counted counted = new Counted(subject, limit);
    String answer;
    try {
      Matcher matcher = pattern.matcher(counted);
      answer = (whole ? matcher.matches() : matcher.find()) ? spans(matcher) : "-";
    } catch (StackOverflowError error) {
      answer = "S";
    } catch (IllegalStateException error) {
      answer = "T";
    } catch (RuntimeException error) {
      answer = "X";
    }
    return cost ? answer + ":" + counted.count : answer;
  }

  private static String spans(Matcher matcher) {
    StringBuilder spans = new StringBuilder();
    for (int group = 0; group <= matcher.groupCount(); group++) {
      if (group > 0) spans.append(',');
      spans.append(matcher.start(group)).append(',').append(matcher.end(group));
    }
    return spans.toString();
  }

  private static String decode(String text) {
    StringBuilder decoded = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) != '%') {
        decoded.append(text.charAt(i));
      } else {
        decoded.append((char) Integer.parseInt(text.substring(i + 1, i + 5), 16));
        i += 4;
      }
    }
    return decoded.toString();
  }
}
