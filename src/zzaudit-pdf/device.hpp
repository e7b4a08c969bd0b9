// SPDX-License-Identifier: GPL-2.0-only OR GPL-3.0-only
#pragma once

#include <OutputDev.h>

#include <array>
#include <cstddef>
#include <string>
#include <string_view>

namespace zzaudit_pdf {

/// Lines of the protocol on standard output, collected and written in large pieces.
class Writer {
 public:
  Writer& word(std::string_view text);
  Writer& number(double value);
  Writer& count(long value);
  /// A last field: control characters replaced.
  Writer& text(std::string_view text);
  void end_line();
  void flush();

 private:
  void separate();

  std::string buffer_;
  bool line_started_ = false;
};

/// A poppler output device that draws nothing and writes down what would be drawn.
class Device : public OutputDev {
 public:
  explicit Device(Writer& writer) : writer_(&writer) {}

  bool upsideDown() override { return true; }
  bool useDrawChar() override { return true; }
  bool interpretType3Chars() override { return false; }

  void startPage(int page, GfxState* state, XRef* xref) override;
  void endPage() override;
  void stroke(GfxState* state) override;
  void fill(GfxState* state) override;
  void eoFill(GfxState* state) override { fill(state); }
  void drawChar(GfxState* state, double x, double y, double dx, double dy, double originX, double originY,
                CharCode code, int bytes, const Unicode* characters, int count) override;
  void drawImageMask(GfxState* state, Object* ref, Stream* stream, int width, int height, bool invert,
                     bool interpolate, bool inlined) override;
  void drawImage(GfxState* state, Object* ref, Stream* stream, int width, int height,
                 GfxImageColorMap* colors, bool interpolate, const int* mask, bool inlined) override;
  void drawMaskedImage(GfxState* state, Object* ref, Stream* stream, int width, int height,
                       GfxImageColorMap* colors, bool interpolate, Stream* mask, int mask_width,
                       int mask_height, bool invert, bool mask_interpolate) override;
  void drawSoftMaskedImage(GfxState* state, Object* ref, Stream* stream, int width, int height,
                           GfxImageColorMap* colors, bool interpolate, Stream* mask, int mask_width,
                           int mask_height, GfxImageColorMap* mask_colors, bool mask_interpolate) override;

 private:
  struct Box {
    double x0 = 0;
    double y0 = 0;
    double x1 = 0;
    double y1 = 0;
  };
  /// Consecutive glyphs, not yet written.
  struct Run {
    std::string text;
    std::string font;
    double size = 0;
    double x = 0;  ///< origin of the first glyph
    double y = 0;
    double last_x = 0;  ///< origin of the last
    double last_y = 0;
    double end_x = 0;
    double end_y = 0;
    std::string last;  ///< characters of the last glyph
  };

  void flush_run();
  void rule(GfxState* state, Box box, double thickest);
  void image(GfxState* state);
  const std::string& font_name(GfxState* state);

  Writer* writer_;
  Run run_;
  const void* font_ = nullptr;
  std::string font_name_;
  double width_ = 0;
  double height_ = 0;
  long hidden_ = 0;
};

}  // namespace zzaudit_pdf
