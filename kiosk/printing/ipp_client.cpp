#include "kiosk/printing/ipp_client.hpp"

#include <cups/cups.h>
#include <fmt/format.h>

#include <array>
#include <atomic>
#include <cmath>
#include <stdexcept>
#include <string_view>
#include <utility>

#include "shared/base/clock.hpp"

namespace giliran::kiosk {

namespace {

/// Releases what libcups hands out.
struct Release {
  void operator()(http_t* http) const { httpClose(http); }
  void operator()(ipp_t* message) const { ippDelete(message); }
};
using Http = std::unique_ptr<http_t, Release>;
using Ipp = std::unique_ptr<ipp_t, Release>;

constexpr int remembered_jobs = 500;  // CUPS's own limit of jobs in all states (MaxJobs)

/// CUPS lets the owner of a job, by this name, look at it and cancel it.
constexpr const char* owner = "giliran-kiosk";

/// Where a printer or queue listens. A host that starts with / is the path of a socket.
struct Address {
  std::string host;
  int port = 631;
  std::string path;
  bool encrypted = false;

  std::string uri() const {
    const std::string where =
        host.starts_with('/') ? "localhost" : fmt::format("{}:{}", host, port);
    return fmt::format("{}://{}{}", encrypted ? "ipps" : "ipp", where, path);
  }
};

Address address_of(const std::string& uri) {
  std::array<char, 32> scheme{};
  std::array<char, 256> user{};
  std::array<char, 256> host{};
  std::array<char, 1024> path{};
  int port = 0;
  const auto size = [](const auto& text) { return static_cast<int>(text.size()); };
  const http_uri_status_t status =
      httpSeparateURI(HTTP_URI_CODING_ALL, uri.c_str(), scheme.data(), size(scheme), user.data(),
                      size(user), host.data(), size(host), &port, path.data(), size(path));
  const std::string_view protocol = scheme.data();
  if (status < HTTP_URI_STATUS_OK || (protocol != "ipp" && protocol != "ipps"))
    throw std::invalid_argument("not the address of an IPP printer: " + uri);
  return {host.data(), port, path.data(), protocol == "ipps"};
}

void add(ipp_t* request, ipp_tag_t group, ipp_tag_t type, const char* name,
         const std::string& value) {
  ippAddString(request, group, type, name, nullptr, value.c_str());
}

Ipp new_request(ipp_op_t operation, const Address& to) {
  Ipp request(ippNewRequest(operation));
  add(request.get(), IPP_TAG_OPERATION, IPP_TAG_URI, "printer-uri", to.uri());
  add(request.get(), IPP_TAG_OPERATION, IPP_TAG_NAME, "requesting-user-name", owner);
  return request;
}

template <std::size_t n>
void want(ipp_t* request, const std::array<const char*, n>& attributes) {
  ippAddStrings(request, IPP_TAG_OPERATION, IPP_TAG_KEYWORD, "requested-attributes",
                static_cast<int>(n), nullptr, attributes.data());
}

constexpr std::array<const char*, 4> job_attributes{"job-id", "job-name", "job-state",
                                                    "job-printer-state-message"};

std::string text_of(ipp_attribute_t* attribute) {
  const char* text = attribute ? ippGetString(attribute, 0, nullptr) : nullptr;
  return text ? text : "";
}

std::string text_in(ipp_t* message, const char* name) {
  return text_of(ippFindAttribute(message, name, IPP_TAG_ZERO));
}

int number_in(ipp_t* message, const char* name, ipp_tag_t type, int otherwise) {
  ipp_attribute_t* attribute = ippFindAttribute(message, name, type);
  return attribute ? ippGetInteger(attribute, 0) : otherwise;
}

JobState state_of(int state) {
  switch (state) {
    case IPP_JSTATE_HELD:
    case IPP_JSTATE_STOPPED:
      return JobState::held;
    case IPP_JSTATE_PROCESSING:
      return JobState::processing;
    case IPP_JSTATE_CANCELED:
      return JobState::cancelled;
    case IPP_JSTATE_ABORTED:
      return JobState::aborted;
    case IPP_JSTATE_COMPLETED:
      return JobState::completed;
    default:
      return JobState::pending;
  }
}

struct Answer {
  Reach reach = Reach::refused;
  Ipp message;
  ipp_status_t status = IPP_STATUS_ERROR_INTERNAL;
  bool granted() const { return message && status <= IPP_STATUS_OK_CONFLICTING; }
};

/// What a job request came to, without the job's own attributes.
JobReply reply_of(const Answer& answer) {
  JobReply reply;
  reply.reach = answer.reach;
  reply.done = answer.granted();
  reply.busy = answer.status == IPP_STATUS_ERROR_BUSY;
  if (answer.message && !reply.done) {
    reply.message = text_in(answer.message.get(), "status-message");
    if (reply.message.empty()) reply.message = ippErrorString(answer.status);
  }
  return reply;
}

class IppClient final : public PrintDriver {
 public:
  explicit IppClient(const PrinterSettings& settings)
      : settings_(settings), queue_{settings.host, settings.port, "/printers/" + settings.queue} {
    if (!settings.device_uri.empty()) device_ = address_of(settings.device_uri);
  }

  PollReply poll() override {
    PollReply reply{printer(queue_), std::nullopt};
    if (device_) reply.device = printer(*device_);
    return reply;
  }

  JobReply send(const PrintJob& job) override {
    const Ipp request = new_request(IPP_OP_PRINT_JOB, queue_);
    add(request.get(), IPP_TAG_OPERATION, IPP_TAG_NAME, "job-name", job.name);
    add(request.get(), IPP_TAG_OPERATION, IPP_TAG_MIMETYPE, "document-format", "application/pdf");
    add(request.get(), IPP_TAG_JOB, IPP_TAG_KEYWORD, "print-scaling", "none");
    add_media(request.get(), job.length_mm);
    const Answer answer = exchange(queue_, request.get(), job.pdf);
    JobReply reply = reply_of(answer);
    if (reply.done) reply.id = number_in(answer.message.get(), "job-id", IPP_TAG_INTEGER, 0);
    return reply;
  }

  JobReply find(const std::string& name) override { return find_among(queue_, "all", name); }

  JobReply look(const std::string& name, int id) override {
    const Ipp request = about_job(IPP_OP_GET_JOB_ATTRIBUTES, queue_, id);
    want(request.get(), job_attributes);
    return newest_of(exchange(queue_, request.get(), {}), name);
  }

  JobReply cancel(int id) override { return cancel_at(queue_, id); }

  /// "all" is not in RFC 8011, so that not each printer knows it.
  JobReply find_at_printer(const std::string& name) override {
    const JobReply live = find_among(device_.value(), "not-completed", name);
    if (live.done || live.reach != Reach::answered) return live;
    return find_among(*device_, "completed", name);
  }

  JobReply cancel_at_printer(int id) override { return cancel_at(device_.value(), id); }

  void interrupt() override { interrupted_ = true; }

 private:
  static Ipp about_job(ipp_op_t operation, const Address& to, int id) {
    Ipp request = new_request(operation, to);
    ippAddInteger(request.get(), IPP_TAG_OPERATION, IPP_TAG_INTEGER, "job-id", id);
    return request;
  }

  JobReply find_among(const Address& to, const char* which, const std::string& name) {
    const Ipp request = new_request(IPP_OP_GET_JOBS, to);
    add(request.get(), IPP_TAG_OPERATION, IPP_TAG_KEYWORD, "which-jobs", which);
    ippAddInteger(request.get(), IPP_TAG_OPERATION, IPP_TAG_INTEGER, "limit", remembered_jobs);
    want(request.get(), job_attributes);
    return newest_of(exchange(to, request.get(), {}), name);
  }

  JobReply cancel_at(const Address& to, int id) {
    return reply_of(exchange(to, about_job(IPP_OP_CANCEL_JOB, to, id).get(), {}));
  }

  /// The page's own size, so that a roll printer feeds no more than the ticket. In 1/100 mm.
  void add_media(ipp_t* request, double length_mm) const {
    const auto hundredths = [](double mm) { return static_cast<int>(std::lround(mm * 100)); };
    const Ipp size(ippNew());
    ippAddInteger(size.get(), IPP_TAG_JOB, IPP_TAG_INTEGER, "x-dimension",
                  hundredths(settings_.paper.width_mm));
    ippAddInteger(size.get(), IPP_TAG_JOB, IPP_TAG_INTEGER, "y-dimension", hundredths(length_mm));
    const Ipp media(ippNew());
    ippAddCollection(media.get(), IPP_TAG_JOB, "media-size", size.get());
    ippAddCollection(request, IPP_TAG_JOB, "media-col", media.get());
  }

  /// One request, sent once. libcups's own cupsDoRequest() sends again when a connection breaks,
  /// which could print twice.
  Answer exchange(const Address& to, ipp_t* request, std::string_view document) {
    cupsSetPasswordCB2([](const char*, http_t*, const char*, const char*,
                          void*) -> const char* { return nullptr; },
                       nullptr);  // or it asks on the terminal
    Answer answer;
    const Http http = connect(to);
    if (!http || interrupted_) return answer;
    answer.reach = Reach::silent;
    const http_status_t status =
        cupsSendRequest(http.get(), request, to.path.c_str(), ippLength(request) + document.size());
    if (status != HTTP_STATUS_CONTINUE && status != HTTP_STATUS_OK) return answer;
    if (!document.empty() &&
        cupsWriteRequestData(http.get(), document.data(), document.size()) != HTTP_STATUS_CONTINUE)
      return answer;
    answer.message.reset(cupsGetResponse(http.get(), to.path.c_str()));
    if (!answer.message) return answer;
    answer.reach = Reach::answered;
    answer.status = ippGetStatusCode(answer.message.get());
    return answer;
  }

  Http connect(const Address& to) {
    deadline_ = std::chrono::steady_clock::now() + settings_.timeout;
    Http http(httpConnect2(to.host.c_str(), to.port, nullptr, AF_UNSPEC,
                           to.encrypted ? HTTP_ENCRYPTION_ALWAYS : HTTP_ENCRYPTION_IF_REQUESTED, 1,
                           static_cast<int>(settings_.timeout.count()), nullptr));
    // Asked every tenth of a second that the other side says nothing.
    const auto go_on = [](http_t*, void* self) -> int {
      const auto* client = static_cast<const IppClient*>(self);
      return !client->interrupted_ && std::chrono::steady_clock::now() < client->deadline_;
    };
    if (http) httpSetTimeout(http.get(), 0.1, go_on, this);
    return http;
  }

  PrinterReply printer(const Address& address) {
    constexpr std::array<const char*, 4> attributes{"printer-state", "printer-state-reasons",
                                                    "printer-state-message",
                                                    "printer-is-accepting-jobs"};
    const Ipp request = new_request(IPP_OP_GET_PRINTER_ATTRIBUTES, address);
    want(request.get(), attributes);
    const Answer answer = exchange(address, request.get(), {});
    PrinterReply reply;
    reply.reach = answer.reach;
    reply.accepted = answer.granted();
    reply.message = reply_of(answer).message;
    if (!reply.accepted) return reply;
    ipp_t* message = answer.message.get();
    reply.state = number_in(message, "printer-state", IPP_TAG_ENUM, reply.state);
    reply.message = text_in(message, "printer-state-message");
    if (ipp_attribute_t* on =
            ippFindAttribute(message, "printer-is-accepting-jobs", IPP_TAG_BOOLEAN))
      reply.accepting_jobs = ippGetBoolean(on, 0) != 0;
    ipp_attribute_t* reasons = ippFindAttribute(message, "printer-state-reasons", IPP_TAG_KEYWORD);
    for (int i = 0; reasons && i < ippGetCount(reasons); ++i)
      reply.reasons.emplace_back(ippGetString(reasons, i, nullptr));
    return reply;
  }

  /// After any other refusal it may still be there. A printer that keeps no list of jobs cannot be
  /// asked: then the queue's word counts.
  static bool says_that_there_is_none(ipp_status_t status) {
    return status == IPP_STATUS_ERROR_NOT_FOUND ||
           status == IPP_STATUS_ERROR_OPERATION_NOT_SUPPORTED ||
           status == IPP_STATUS_ERROR_ATTRIBUTES_OR_VALUES;
  }

  /// The newest job of that name in an answer that may hold many.
  static JobReply newest_of(const Answer& answer, const std::string& name) {
    JobReply reply = reply_of(answer);
    if (!reply.done && answer.message && !says_that_there_is_none(answer.status))
      reply.reach = Reach::silent;
    if (!reply.done) return reply;
    reply.done = false;
    JobReply job;
    std::string job_name;
    const auto take = [&] {
      if (job_name == name && job.id > reply.id) {
        job.reach = Reach::answered;
        job.done = true;
        reply = job;
      }
      job = {};
      job_name.clear();
    };
    for (ipp_attribute_t* one = ippFirstAttribute(answer.message.get()); one;
         one = ippNextAttribute(answer.message.get())) {
      const std::string_view attribute = ippGetName(one) ? ippGetName(one) : "";
      if (attribute.empty()) take();  // a separator between jobs
      if (attribute == "job-id") job.id = ippGetInteger(one, 0);
      if (attribute == "job-name") job_name = text_of(one);
      if (attribute == "job-state") job.state = state_of(ippGetInteger(one, 0));
      if (attribute == "job-printer-state-message") job.message = text_of(one);
    }
    take();
    return reply;
  }

  PrinterSettings settings_;
  Address queue_;
  std::optional<Address> device_;
  SteadyTime deadline_;
  std::atomic<bool> interrupted_ = false;
};

}  // namespace

std::unique_ptr<PrintDriver> make_ipp_client(const PrinterSettings& settings) {
  return std::make_unique<IppClient>(settings);
}

}  // namespace giliran::kiosk
