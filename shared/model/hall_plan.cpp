#include "shared/model/hall_plan.hpp"

#include <algorithm>

namespace giliran {

namespace {
template <class Items, class Id>
auto find_by_id(const Items& items, const Id& id) {
  const auto found = std::ranges::find_if(items, [&](const auto& item) { return item.id == id; });
  return found == items.end() ? nullptr : &*found;
}
}  // namespace

const Agency* HallPlan::agency(const AgencyId& id) const {
  return find_by_id(agencies, id);
}
const Service* HallPlan::service(const ServiceId& id) const {
  return find_by_id(services, id);
}
const CounterPlan* HallPlan::counter(CounterId id) const {
  return find_by_id(counters, id);
}

}  // namespace giliran
