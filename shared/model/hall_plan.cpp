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

const Package* HallPlan::package(const PackageId& id) const {
  return find_by_id(packages, id);
}
const Officer* HallPlan::officer(const OfficerId& id) const {
  return find_by_id(officers, id);
}
const BreakReason* HallPlan::break_reason(std::string_view id) const {
  return find_by_id(break_reasons, id);
}

}  // namespace giliran
