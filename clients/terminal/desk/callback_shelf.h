// The callbacks that a desk has heard of, each as it was last.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "krul/v1/callback.pb.h"

namespace krul::terminal::desk {

class CallbackShelf {
 public:
  // Takes it over unless a later version is known already. A version may come again with another status: the status
  // is that of the moment of reading.
  void Take(const v1::Callback& callback);
  const v1::Callback* Find(const std::string& name) const;

  // All that one person has to call back, from whatever branch. The stream of changes tells of `branch` alone, so what
  // is open elsewhere and not in this list is his no longer.
  void TakeInbox(const google::protobuf::RepeatedPtrField<v1::Callback>& inbox, const std::string& branch);

  // A snapshot begins: what it does not mention is no longer open. Closed ones of this day's work stay, so that they
  // can be taken back.
  void BeginSnapshot();
  void EndSnapshot();

  // Good until something is taken over; never null.
  using Callbacks = std::vector<const v1::Callback*>;

  // In the order of the services.
  Callbacks Open() const;
  // Of the person: to call back, or on the phone now.
  Callbacks OpenWith(const std::string& person) const;
  // Last closed first.
  Callbacks Closed() const;

 private:
  std::map<std::string, v1::Callback> callbacks_;
  std::vector<std::string> closed_;  // in the order in which they closed
  std::set<std::string> mentioned_;
  bool in_snapshot_ = false;
};

}  // namespace krul::terminal::desk
