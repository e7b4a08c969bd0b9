// SPDX-License-Identifier: GPL-2.0-only OR GPL-3.0-only
// Words and ruling lines of a PDF file as lines of text: see PROTOCOL.md.
#include <GfxFont.h>
#include <GfxState.h>
#include <GlobalParams.h>
#include <OutputDev.h>
#include <PDFDoc.h>
#include <Stream.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <deque>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "serve.hpp"
#include "streams.hpp"

namespace {

/// Lines gathered into blocks, so that writing costs no more than the text itself.
class Output {
 public:
  Output() { buffer_.reserve(kBlock + kLine); }
  Output& word(std::string_view text) {
    if (!at_start_) buffer_ += ' ';
    at_start_ = false;
    buffer_ += text;
    return *this;
  }
  Output& number(double value) {
    constexpr double kDecimals = 100;
    constexpr long kWhole = 100;
    if (!std::isfinite(value) || std::abs(value) > kLargest) value = kLargest;
    // Four times as fast as std::to_chars of the double itself.
    const long hundredths = std::lround(std::abs(value) * kDecimals);
    std::array<char, 64> text{};
    char* at = text.data();
    if (value < 0 && hundredths != 0) *at++ = '-';
    at = std::to_chars(at, text.data() + text.size(), hundredths / kWhole).ptr;
    const long rest = hundredths % kWhole;
    *at++ = '.';
    *at++ = static_cast<char>('0' + rest / 10);
    *at++ = static_cast<char>('0' + rest % 10);
    return word({text.data(), static_cast<std::size_t>(at - text.data())});
  }
  void end_line() {
    buffer_ += '\n';
    at_start_ = true;
    if (buffer_.size() >= kBlock) flush();
  }
  void flush() {
    std::fwrite(buffer_.data(), 1, buffer_.size(), stdout);
    std::fflush(stdout);
    buffer_.clear();
  }

 private:
  static constexpr std::size_t kBlock = 1U << 16U;
  static constexpr std::size_t kLine = 1U << 12U;
  static constexpr double kLargest = 1e6;  // no page is larger
  std::string buffer_;
  bool at_start_ = true;
};

Output output;  // NOLINT(cppcoreguidelines-avoid-non-const-global-variables): standard output is one

/// One line of a message, cleaned of control characters.
std::string printable(const char* message) {
  std::string text(message);
  std::replace_if(
      text.begin(), text.end(), [](unsigned char c) { return c < ' ' || c > '~'; }, '?');
  constexpr std::size_t kLongest = 200;
  text.resize(std::min(text.size(), kLongest));
  return text;
}

void report(ErrorCategory category, Goffset /*position*/, const char* message) {
  constexpr int kMost = 100;
  static int warnings = 0;
  static int errors = 0;
  if (category == errNotAllowed || category == errCommandLine) return;
  const bool mended = category == errSyntaxWarning || category == errUnimplemented;
  if ((mended ? warnings : errors)++ >= kMost) return;
  output.word(mended ? "warning" : "error").word(printable(message)).end_line();
}

void append_utf8(std::string& text, Unicode c) {
  const auto put = [&](unsigned value) { text += static_cast<char>(value); };
  if (c < 0x80) {
    put(c);
  } else if (c < 0x800) {
    put(0xC0 | (c >> 6U));
    put(0x80 | (c & 0x3FU));
  } else if (c < 0x10000) {
    if (c >= 0xD800 && c < 0xE000) c = 0xFFFD;
    put(0xE0 | (c >> 12U));
    put(0x80 | ((c >> 6U) & 0x3FU));
    put(0x80 | (c & 0x3FU));
  } else if (c < 0x110000) {
    put(0xF0 | (c >> 18U));
    put(0x80 | ((c >> 12U) & 0x3FU));
    put(0x80 | ((c >> 6U) & 0x3FU));
    put(0x80 | (c & 0x3FU));
  }
}

bool is_blank(Unicode c) {
  return c <= ' ' || c == 0x7F || c == 0xA0 || c == 0x3000 || (c >= 0x2000 && c <= 0x200B);
}

struct Point {
  double x = 0;
  double y = 0;
};

/// Consecutive glyphs of one baseline.
struct Run {
  Point start;
  Point end;
  double size = 0;
  bool bold = false;
  std::string text;
};

/// Writes glyphs as runs, and axis-parallel strokes and thin filled rectangles as rules.
class LineOutput : public OutputDev {
 public:
  bool upsideDown() override { return true; }
  bool useDrawChar() override { return true; }
  bool interpretType3Chars() override { return false; }

  void startPage(int number, GfxState* state, XRef* /*xref*/) override {
    output.word("page")
        .word(std::to_string(number))
        .number(state->getPageWidth())
        .number(state->getPageHeight());
    output.end_line();
    hidden_ = 0;
  }
  // Neighbouring cells may touch; each is written as a text object of its own.
  void endTextObject(GfxState* /*state*/) override { end_run(); }
  void endPage() override {
    end_run();
    if (hidden_ > 0) output.word("hidden").word(std::to_string(hidden_)).end_line();
  }

  void drawChar(GfxState* state, double x, double y, double dx, double dy, double /*originX*/,
                double /*originY*/, CharCode /*code*/, int /*nBytes*/, const Unicode* u,
                int length) override {
    if (length <= 0 || is_blank(u[0])) {
      end_run();
      return;
    }
    constexpr int kInvisible = 3;
    if ((state->getRender() & kInvisible) == kInvisible) {
      hidden_ += length;
      return;
    }
    Point start;
    Point advance;
    state->transform(x, y, &start.x, &start.y);
    state->transformDelta(dx, dy, &advance.x, &advance.y);
    const double size = state->getTransformedFontSize();
    const auto& font = state->getFont();
    const bool bold = font != nullptr && is_bold(*font);
    if (!continues(start, advance, size) || bold != run_.bold) {
      end_run();
      run_ = {start, start, size, bold, {}};
    }
    for (int i = 0; i < length; ++i) append_utf8(run_.text, u[i]);
    run_.end = {start.x + advance.x, start.y + advance.y};
  }

  void stroke(GfxState* state) override {
    GfxRGB color{};
    state->getStrokeRGB(&color);
    const double width = state->getTransformedLineWidth();
    constexpr double kWidest = 6;
    if (state->getStrokeOpacity() <= 0 || is_white(color) || width > kWidest) return;
    const GfxPath* path = state->getPath();
    for (int i = 0; i < path->getNumSubpaths(); ++i) stroke_subpath(*state, *path->getSubpath(i), width);
  }
  void fill(GfxState* state) override {
    GfxRGB color{};
    state->getFillRGB(&color);
    if (state->getFillOpacity() <= 0 || is_white(color)) return;
    const GfxPath* path = state->getPath();
    for (int i = 0; i < path->getNumSubpaths(); ++i) fill_subpath(*state, *path->getSubpath(i));
  }
  void eoFill(GfxState* state) override { fill(state); }

  void drawImage(GfxState* state, Object* /*ref*/, Stream* /*str*/, int /*width*/, int /*height*/,
                 GfxImageColorMap* /*colorMap*/, bool /*interpolate*/, const int* /*maskColors*/,
                 bool /*inlineImg*/) override {
    image(*state);
  }
  void drawImageMask(GfxState* state, Object* /*ref*/, Stream* /*str*/, int /*width*/, int /*height*/,
                     bool /*invert*/, bool /*interpolate*/, bool /*inlineImg*/) override {
    image(*state);
  }
  void drawMaskedImage(GfxState* state, Object* /*ref*/, Stream* /*str*/, int /*width*/, int /*height*/,
                       GfxImageColorMap* /*colorMap*/, bool /*interpolate*/, Stream* /*maskStr*/,
                       int /*maskWidth*/, int /*maskHeight*/, bool /*maskInvert*/,
                       bool /*maskInterpolate*/) override {
    image(*state);
  }
  void drawSoftMaskedImage(GfxState* state, Object* /*ref*/, Stream* /*str*/, int /*width*/, int /*height*/,
                           GfxImageColorMap* /*colorMap*/, bool /*interpolate*/, Stream* /*maskStr*/,
                           int /*maskWidth*/, int /*maskHeight*/, GfxImageColorMap* /*maskColorMap*/,
                           bool /*maskInterpolate*/) override {
    image(*state);
  }

 private:
  static bool is_white(const GfxRGB& color) {
    constexpr double kNearlyWhite = 0.97;
    return colToDbl(color.r) > kNearlyWhite && colToDbl(color.g) > kNearlyWhite &&
           colToDbl(color.b) > kNearlyWhite;
  }
  static bool is_bold(const GfxFont& font) {
    if (font.isBold()) return true;
    const auto& name = font.getName();
    return name && (name->find("Bold") != std::string::npos || name->find("SimHei") != std::string::npos);
  }

  [[nodiscard]] bool continues(const Point& start, const Point& advance, double size) const {
    if (run_.text.empty() || std::abs(size - run_.size) > 0.1 * size) return false;
    const double length = std::hypot(advance.x, advance.y);
    if (length <= 0) return false;
    const Point unit{advance.x / length, advance.y / length};
    const Point gap{start.x - run_.end.x, start.y - run_.end.y};
    const double along = gap.x * unit.x + gap.y * unit.y;
    const double across = gap.x * unit.y - gap.y * unit.x;
    return std::abs(along) <= 0.2 * size && std::abs(across) <= 0.1 * size;
  }
  void end_run() {
    if (!run_.text.empty()) {
      output.word("run").number(run_.start.x).number(run_.start.y);
      output.number(run_.end.x - run_.start.x).number(run_.end.y - run_.start.y).number(run_.size);
      output.word(run_.bold ? "b" : "-").word(run_.text).end_line();
    }
    run_.text.clear();
  }

  static void rule(Point a, Point b, double width) {
    constexpr double kStraight = 0.5;
    if (std::abs(a.y - b.y) <= kStraight && std::abs(a.x - b.x) >= std::abs(a.y - b.y)) {
      output.word("h")
          .number((a.y + b.y) / 2)
          .number(std::min(a.x, b.x))
          .number(std::max(a.x, b.x))
          .number(width);
      output.end_line();
    } else if (std::abs(a.x - b.x) <= kStraight) {
      output.word("v")
          .number((a.x + b.x) / 2)
          .number(std::min(a.y, b.y))
          .number(std::max(a.y, b.y))
          .number(width);
      output.end_line();
    }
  }
  static std::vector<Point> points(const GfxState& state, const GfxSubpath& subpath) {
    std::vector<Point> result(static_cast<std::size_t>(subpath.getNumPoints()));
    for (int i = 0; i < subpath.getNumPoints(); ++i) {
      Point& point = result[static_cast<std::size_t>(i)];
      state.transform(subpath.getX(i), subpath.getY(i), &point.x, &point.y);
    }
    return result;
  }
  static void stroke_subpath(const GfxState& state, const GfxSubpath& subpath, double width) {
    const auto corners = points(state, subpath);
    for (int i = 1; i < subpath.getNumPoints(); ++i) {
      if (subpath.getCurve(i) || subpath.getCurve(i - 1)) continue;
      rule(corners[static_cast<std::size_t>(i) - 1], corners[static_cast<std::size_t>(i)], width);
    }
    if (subpath.isClosed() && corners.size() > 2) rule(corners.back(), corners.front(), width);
  }
  /// A filled rectangle thinner than a rule may be.
  static void fill_subpath(const GfxState& state, const GfxSubpath& subpath) {
    constexpr int kFewest = 4;
    constexpr int kMost = 5;
    constexpr double kThickest = 3;
    constexpr double kSlack = 0.3;
    if (subpath.getNumPoints() < kFewest || subpath.getNumPoints() > kMost) return;
    const auto corners = points(state, subpath);
    Point low = corners.front();
    Point high = low;
    for (const Point& corner : corners) {
      low = {std::min(low.x, corner.x), std::min(low.y, corner.y)};
      high = {std::max(high.x, corner.x), std::max(high.y, corner.y)};
    }
    const double width = high.x - low.x;
    const double height = high.y - low.y;
    if (std::min(width, height) >= kThickest) return;
    const bool is_rectangle = std::all_of(corners.begin(), corners.end(), [&](const Point& point) {
      const bool on_x = std::abs(point.x - low.x) < kSlack || std::abs(point.x - high.x) < kSlack;
      const bool on_y = std::abs(point.y - low.y) < kSlack || std::abs(point.y - high.y) < kSlack;
      return on_x && on_y;
    });
    if (!is_rectangle) return;
    const double x = (low.x + high.x) / 2;
    const double y = (low.y + high.y) / 2;
    if (width >= height) {
      rule({low.x, y}, {high.x, y}, height);
    } else {
      rule({x, low.y}, {x, high.y}, width);
    }
  }
  static void image(const GfxState& state) {
    Point a;
    Point b;
    state.transform(0, 0, &a.x, &a.y);
    state.transform(1, 1, &b.x, &b.y);
    output.word("image").number(std::min(a.x, b.x)).number(std::min(a.y, b.y));
    output.number(std::max(a.x, b.x)).number(std::max(a.y, b.y)).end_line();
  }

  Run run_;
  int hidden_ = 0;
};

/// All of standard input: where it is a file, as zzaudit gives it, it is looked at in its place, which saves
/// a copy and a fault for each of its pages; else it is read into `bytes`.
std::string_view read_standard_input(std::string& bytes) {
  struct stat status {};
  if (::fstat(STDIN_FILENO, &status) == 0 && S_ISREG(status.st_mode) && status.st_size > 0) {
    const auto size = static_cast<std::size_t>(status.st_size);
    // It stays until the end of the program.
    const void* const place = ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE | MAP_POPULATE, STDIN_FILENO, 0);
    if (place != MAP_FAILED) return {static_cast<const char*>(place), size};
  }
  std::array<char, 1U << 16U> block{};
  while (const std::size_t size = std::fread(block.data(), 1, block.size(), stdin))
    bytes.append(block.data(), size);
  return bytes;
}

int fail(std::string_view why) {
  output.word("fail").word(why).end_line();
  output.flush();
  return 1;
}

}  // namespace

int main() {
  globalParams = std::make_unique<GlobalParams>();
  if (is_asked_to_serve()) serve();
  output.word("zzaudit-pdf").word("1").end_line();
  std::string read;
  const std::string_view bytes = read_standard_input(read);
  setErrorCallback(report);
  // The stream belongs to the document.
  auto* stream = new MemStream(bytes.data(), 0, static_cast<Goffset>(bytes.size()), Object(objNull));
  std::deque<std::string> kept;
  PDFDoc document(stream);
  if (!document.isOk()) return fail(document.getErrorCode() == errEncrypted ? "encrypted" : "damaged");
  if (has_damaged_text(*document.getXRef(), kept)) return fail("damaged");
  output.word("pages").word(std::to_string(document.getNumPages())).end_line();
  LineOutput lines;
  constexpr double kPoints = 72;
  document.displayPages(&lines, 1, document.getNumPages(), kPoints, kPoints, 0, false, true, false);
  output.word("end").end_line();
  output.flush();
  // Nothing is left to do, and taking everything apart takes its time.
  std::_Exit(EXIT_SUCCESS);
}
