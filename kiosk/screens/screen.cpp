#include "kiosk/screens/screen.hpp"

#include "kiosk/screens/sheet.hpp"

namespace giliran::kiosk {

void draw(ui::Canvas& canvas, const Scene& scene, const Look& look, std::string_view pressed,
          ui::Targets& targets) {
  targets.clear();
  Sheet sheet(canvas, scene, look, pressed, targets);
  switch (scene.page) {
    case Page::home:
      draw_home(sheet);
      break;
    case Page::services:
      draw_services(sheet);
      break;
    case Page::code:
      draw_code(sheet);
      break;
    case Page::reprints:
      draw_reprints(sheet);
      break;
    case Page::printing:
    case Page::ticket:
    case Page::number:
    case Page::back:
      draw_ticket(sheet);
      break;
    case Page::connecting:
    case Page::unreachable:
    case Page::closed:
    case Page::asking:
    case Page::refused:
      draw_notice(sheet);
      break;
  }
  if (scene.still_there) draw_question(sheet);
}

}  // namespace giliran::kiosk
