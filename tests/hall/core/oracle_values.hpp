#pragma once

#include <array>

/// Exact mean waits in queues with memoryless arrivals and services, in mean services. Erlang
/// (1917) for first come first served; Cobham (1954) for strict priority that does not interrupt;
/// Kleinrock (1964) for accumulating priority, for several servers as in Stanford, Taylor and
/// Ziedins (2014) and Sharif, Stanford, Taylor and Ziedins (2014).
namespace giliran::hall::oracle {

/// Three counters, loads 0.3 (priority) and 0.5 (ordinary).
struct Two {
  double priority = 0;
  double ordinary = 0;
};
inline constexpr double first_come_80 = 1.07865168539326;
inline constexpr Two strict_80{0.308186195826645, 1.54093097913323};
inline constexpr Two rates_2_1_80{0.761401189689359, 1.2690019828156};
inline constexpr Two rates_5_1_80{0.510940272028386, 1.41927853341218};

/// Three counters, loads 0.2 (priority) and 0.7 (ordinary).
inline constexpr double first_come_90 = 2.72353673723537;
inline constexpr Two strict_90{0.340442092154421, 3.40442092154421};
inline constexpr Two rates_2_1_90{1.66438356164384, 3.02615193026152};
inline constexpr Two rates_5_1_90{0.907845579078456, 3.24230563956591};
/// Head starts of priority in mean services, equal rates. There is no closed form: simulated, six
/// seeds of 40 million each, standard error below 0.0005.
inline constexpr Two head_start_half_90{2.45668, 2.79978};
inline constexpr Two head_start_three_halves_90{2.01355, 2.92639};

/// Three counters, loads 0.2 (priority), 0.3 (appointment) and 0.4 (ordinary).
struct Three {
  double priority = 0;
  double appointment = 0;
  double ordinary = 0;
};
inline constexpr Three strict_three{0.340442092154421, 0.680884184308842, 5.44707347447073};
inline constexpr Three rates_15_3_1{0.625905958246637, 1.83260753540682, 4.44054902810114};

}  // namespace giliran::hall::oracle
