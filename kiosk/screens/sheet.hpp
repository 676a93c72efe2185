#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/screens/screen.hpp"
#include "shared/catalog/phrases.hpp"

namespace giliran::kiosk {

/// One button of a row.
struct ButtonFace {
  std::string id;
  std::string text;
  enum class Kind { plain, chosen, main, on_dark } kind = Kind::plain;
  std::optional<ui::Icon> icon = std::nullopt;
  double width = 1;  ///< share of the row
};

/// The paper that a screen is drawn on: sizes, words and the few widgets that all screens share.
/// Sizes are written in pixels of the design, which is 1080 x 1920 (portrait) or 1920 x 1080.
class Sheet {
 public:
  Sheet(ui::Canvas& canvas, const Scene& scene, const Look& look, std::string_view pressed,
        ui::Targets& targets);

  ui::Canvas& canvas() { return canvas_; }
  const Scene& scene() const { return scene_; }
  const Catalog& catalog() const { return look_.catalog; }
  const ui::Theme& theme() const { return look_.theme; }
  Language language() const { return scene_.language; }
  bool portrait() const { return portrait_; }
  int px(double design) const;
  /// The text in the visitor's language. Mark literals with tr().
  std::string say(const char* indonesian) const;

  /// A style of `design` pixels that may shrink to the smallest size allowed (23, or 6 mm high).
  ui::TextStyle text(double design, ui::Weight weight, ui::Color color) const;
  ui::TextStyle title(double design, ui::Color color) const;
  /// Wraps text under `top` and takes its height (at most `max`) and `gap` off the area.
  void paragraph(ui::Rect& area, const std::string& words, const ui::TextStyle& style, double gap);
  /// As paragraph(), from the area's lower edge.
  int paragraph_height(const std::string& words, int width, const ui::TextStyle& style);

  void target(std::string id, const ui::Rect& rect);
  bool is_pressed(std::string_view id) const { return !id.empty() && id == pressed_; }
  /// A white card with a line around it; pressed: tinted.
  void card(const ui::Rect& rect, std::string_view id, bool closed = false);
  void badge(const ui::Rect& rect, char letter, bool closed);
  void button(const ui::Rect& rect, const ButtonFace& face);
  void button_row(const ui::Rect& rect, const std::vector<ButtonFace>& faces);
  /// A calm line on a tinted ground; takes its height and `gap` off the area.
  void note(ui::Rect& area, const std::string& words, const ui::TextStyle& style, double gap);
  /// Of that, with its ground.
  int note_height(const std::string& words, int width, const ui::TextStyle& style);
  /// A strip with a warning sign; takes its height off the area.
  void banner(ui::Rect& area, const std::string& words, double gap);
  int banner_height(const std::string& words, int width);

  /// The languages' buttons, none if there is no choice.
  std::vector<ButtonFace> languages() const;
  /// Hall's name and clock, both at the top of the area.
  void header(ui::Rect& area);
  /// The switch for priority.
  void priority(const ui::Rect& rect);

  /// Forgets the targets so far: what is drawn now lies over them.
  void cover();

 private:
  ui::Canvas& canvas_;
  const Scene& scene_;
  const Look& look_;
  std::string_view pressed_;
  ui::Targets& targets_;
  bool portrait_;
  double unit_;
};

/// A grid of n cells that is filled row by row; cells are at most `max_height` high.
std::vector<ui::Rect> grid(const ui::Rect& area, int n, int columns, int gap, int max_height);

// The screens, each in its own file.
void draw_home(Sheet& sheet);
void draw_services(Sheet& sheet);
void draw_code(Sheet& sheet);
void draw_reprints(Sheet& sheet);
void draw_ticket(Sheet& sheet);
void draw_notice(Sheet& sheet);
void draw_question(Sheet& sheet);

}  // namespace giliran::kiosk
