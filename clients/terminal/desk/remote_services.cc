#include "clients/terminal/desk/remote_services.h"

#include <sys/eventfd.h>
#include <unistd.h>

#include <cerrno>
#include <utility>

#include "clients/terminal/connection/firm_asking.h"
#include "clients/terminal/views/review_round_view.h"

namespace krul::terminal::desk {
namespace {

constexpr int kLargestPage = 200;  // the most that is given at once

v1::Callback SendOne(Connection& connection, const v1::RecordChaserRequest& request) {
  return connection.Call(&v1::IntakeService::Stub::RecordChaser, request);
}
v1::Callback SendOne(Connection& connection, const v1::RecordHandledAtDeskRequest& request) {
  return connection.Call(&v1::IntakeService::Stub::RecordHandledAtDesk, request);
}
v1::Callback SendOne(Connection& connection, const v1::RenegotiatePromiseRequest& request) {
  return connection.Call(&v1::DeadlineService::Stub::RenegotiatePromise, request);
}
v1::Callback SendOne(Connection& connection, const v1::AcknowledgeRequest& request) {
  return connection.Call(&v1::AssignmentService::Stub::Acknowledge, request);
}
v1::Callback SendOne(Connection& connection, const v1::BeginCallRequest& request) {
  return connection.Call(&v1::AssignmentService::Stub::BeginCall, request);
}
v1::Callback SendOne(Connection& connection, const v1::RecordAttemptRequest& request) {
  return connection.Call(&v1::AssignmentService::Stub::RecordAttempt, request);
}
v1::Callback SendOne(Connection& connection, const v1::ForwardRequest& request) {
  return connection.Call(&v1::AssignmentService::Stub::Forward, request);
}
v1::Callback SendOne(Connection& connection, const v1::CompleteRequest& request) {
  return connection.Call(&v1::AssignmentService::Stub::Complete, request);
}
v1::Callback SendOne(Connection& connection, const v1::UndoRequest& request) {
  return connection.Call(&v1::AssignmentService::Stub::Undo, request);
}
v1::Callback SendOne(Connection& connection, const v1::ReopenRequest& request) {
  return connection.Call(&v1::AssignmentService::Stub::Reopen, request);
}
v1::Callback SendOne(Connection& connection, const v1::CancelRequest& request) {
  return connection.Call(&v1::AssignmentService::Stub::Cancel, request);
}
v1::ReviewRound SendOne(Connection& connection, const v1::ReviewEntryRequest& request) {
  return connection.Call(&v1::DeadlineService::Stub::ReviewEntry, request);
}
v1::ReviewRound SendOne(Connection& connection, const v1::SignReviewRoundRequest& request) {
  return connection.Call(&v1::DeadlineService::Stub::SignReviewRound, request);
}

}  // namespace

Answers::Answers() : descriptor_(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {
  if (descriptor_ < 0) throw Failed("INTERNAL", "", Told("terminal_error.no_room"));
}

Answers::~Answers() { close(descriptor_); }

void Answers::Post(std::function<void()> answer) {
  {
    const std::lock_guard lock(mutex_);
    waiting_.push_back(std::move(answer));
  }
  eventfd_write(descriptor_, 1);
}

void Answers::RunAll() {
  eventfd_t count = 0;
  eventfd_read(descriptor_, &count);
  std::vector<std::function<void()>> taken;
  {
    const std::lock_guard lock(mutex_);
    taken.swap(waiting_);
  }
  for (const auto& answer : taken) answer();
}

RemoteServices::RemoteServices(Deps deps)
    : deps_(std::move(deps)), connection_(deps_.settings), thread_([this] { Work(); }) {}

RemoteServices::~RemoteServices() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_all();
  thread_.join();
}

void RemoteServices::Work() {
  for (;;) {
    std::function<void()> job;
    {
      std::unique_lock lock(mutex_);
      wake_.wait(lock, [this] { return stopping_ || !jobs_.empty(); });
      if (stopping_) return;
      job = std::move(jobs_.front());
      jobs_.pop_front();
    }
    job();
  }
}

template <typename Value>
void RemoteServices::Ask(std::function<Value(Connection&)> work, Then<Value> then, Urgency urgency) {
  auto job = [this, work = std::move(work), then = std::move(then)] {
    Answer<Value> answer;
    try {
      answer.value = work(connection_);
    } catch (const Failure& failure) {
      answer.failure = failure;
    } catch (const std::exception& error) {
      answer.failure = Failed("INTERNAL", "", Told::AsItIs(error.what()));
    }
    deps_.answers.Post([then, answer = std::move(answer)]() mutable { then(std::move(answer)); });
  };
  {
    const std::lock_guard lock(mutex_);
    if (urgency == Urgency::kFirst) {
      jobs_.push_front(std::move(job));
    } else {
      jobs_.push_back(std::move(job));
    }
  }
  wake_.notify_one();
}

void RemoteServices::Quote(const v1::QuotePromiseRequest& request, Then<v1::QuotePromiseResponse> then) {
  Ask<v1::QuotePromiseResponse>(
      [request](Connection& connection) { return connection.Call(&v1::IntakeService::Stub::QuotePromise, request); },
      std::move(then), Urgency::kFirst);
}

void RemoteServices::Save(const SpooledNote& note, Then<Delivered> then) {
  // On disk before anything else, whatever the network is waiting for just now.
  bool kept = true;
  SpooledNote written = note;
  // Whoever delivers it, if this desk ends now, sends exactly what was spoken.
  written.set_outcome_unknown(!note.note().quote().empty());
  try {
    deps_.spool.Keep(written);
  } catch (const Failure& failure) {
    if (note.note().quote().empty()) return then({{}, failure});  // it would be nowhere
    kept = false;
  }
  if (note.note().quote().empty()) {
    return then({Delivered{Fate::kWaiting, {}, Failed("UNAVAILABLE", "UNREACHABLE", Told())}, {}});
  }
  Ask<Delivered>(
      [this, note, kept](Connection& connection) {
        if (kept) return SpoolDelivery({deps_.spool, deps_.settings}).KeepAndSend(note);
        return Delivered{Fate::kConfirmed, connection.Call(&v1::IntakeService::Stub::NoteCallback, note.note()), {}};
      },
      std::move(then), Urgency::kFirst);
}

void RemoteServices::Send(const Change& change, Then<v1::Callback> then) {
  Ask<v1::Callback>(
      [change](Connection& connection) {
        return std::visit([&connection](const auto& request) { return SendOne(connection, request); }, change);
      },
      std::move(then), Urgency::kFirst);
}

void RemoteServices::SendRound(const RoundChange& change, Then<v1::ReviewRound> then) {
  Ask<v1::ReviewRound>(
      [change](Connection& connection) {
        return std::visit([&connection](const auto& request) { return SendOne(connection, request); }, change);
      },
      std::move(then), Urgency::kFirst);
}

void RemoteServices::Read(const std::string& name, Then<v1::Callback> then) {
  Ask<v1::Callback>(
      [name](Connection& connection) {
        v1::GetCallbackRequest request;
        request.set_name(name);
        return connection.Call(&v1::IntakeService::Stub::GetCallback, request);
      },
      std::move(then));
}

void RemoteServices::Explain(const std::string& name, Then<v1::ExplainDeadlineResponse> then) {
  Ask<v1::ExplainDeadlineResponse>(
      [name](Connection& connection) {
        v1::ExplainDeadlineRequest request;
        request.set_name(name);
        return connection.Call(&v1::DeadlineService::Stub::ExplainDeadline, request);
      },
      std::move(then));
}

void RemoteServices::Find(const std::string& phone_number, Then<v1::FindCallbacksResponse> then) {
  Ask<v1::FindCallbacksResponse>(
      [phone_number, branch = deps_.settings.branch](Connection& connection) {
        v1::FindCallbacksRequest request;
        request.set_phone_number(phone_number);
        request.set_branch(branch);
        return connection.Call(&v1::IntakeService::Stub::FindCallbacks, request);
      },
      std::move(then));
}

void RemoteServices::Inbox(Then<v1::ListCallbacksResponse> then) {
  Ask<v1::ListCallbacksResponse>(
      [](Connection& connection) {
        v1::ListInboxRequest request;
        request.set_page_size(kLargestPage);
        return connection.Call(&v1::AssignmentService::Stub::ListInbox, request);
      },
      std::move(then));
}

void RemoteServices::Firm(Then<v1::Firm> then) {
  Ask<v1::Firm>(
      [this](Connection& connection) {
        v1::Firm firm = AskFirm(connection);
        deps_.memory.Remember(firm);
        return firm;
      },
      std::move(then));
}

void RemoteServices::OpenRound(Then<v1::ReviewRound> then) {
  Ask<v1::ReviewRound>(
      [branch = deps_.settings.branch](Connection& connection) {
        // A later round takes the place of an earlier one, so what is open is among the newest.
        constexpr int kNewest = 10;
        v1::ListReviewRoundsRequest list;
        list.set_branch(branch);
        list.set_page_size(kNewest);
        const auto response = connection.Call(&v1::DeadlineService::Stub::ListReviewRounds, list);
        for (const v1::ReviewRound& round : response.rounds()) {
          if (!IsOpen(round)) continue;
          v1::GetReviewRoundRequest get;
          get.set_name(round.name());
          return connection.Call(&v1::DeadlineService::Stub::GetReviewRound, get);
        }
        return v1::ReviewRound();
      },
      std::move(then));
}

void RemoteServices::DeliverKept(Then<Deliveries> then) {
  Ask<Deliveries>(
      [this](Connection&) {
        Deliveries deliveries;
        SpoolDelivery({deps_.spool, deps_.settings})
            .DeliverAll([&deliveries](const SpooledNote& note, const Delivered& delivered) {
              deliveries.told.emplace_back(note, delivered);
            });
        deliveries.kept = deps_.spool.List();
        return deliveries;
      },
      std::move(then));
}

void RemoteServices::Drop(const std::string& id, Then<std::vector<SpooledNote>> then) {
  Ask<std::vector<SpooledNote>>(
      [this, id](Connection&) {
        deps_.spool.Drop(id);
        return deps_.spool.List();
      },
      std::move(then));
}

}  // namespace krul::terminal::desk
