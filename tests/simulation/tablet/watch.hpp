// What the invariants want to hear of a tablet.
#pragma once

#include "tests/simulation/tablet/flash.hpp"

#include <string>
#include <vector>

namespace chamber::simulation {

class TabletWatch {
public:
    virtual ~TabletWatch() = default;
    // Durable in the outbox from here on.
    virtual void kept(const std::string& device, const std::string& incarnation, const DeviceLedger::Row& row) = 0;
    virtual void sent(const std::string& device, std::size_t commands, std::size_t bytes) = 0;
    virtual void answered(const std::string& device, const std::string& incarnation, const DeviceLedger::Row& row,
                          bool done, const std::string& code) = 0;
    // An answered command leaves the outbox.
    virtual void shown(const std::string& device, const DeviceLedger::Row& row, const Flash& flash) = 0;
    // A batch was taken; `before`: the place it was taken at. `lost`: own notes that a new history may lack.
    virtual void taken(const std::string& device, const DeviceLedger::Place& before, const Batch& batch,
                       const std::vector<AnnotationId>& lost) = 0;
    // The person went of their own will: what no backup holds is owed by nobody here any more.
    virtual void signed_out(const std::string& device, const std::string& person) = 0;
    // Bytes of this blob arrived.
    virtual void given(const std::string& device, const std::string& sha256) = 0;
    virtual void blob_kept(const std::string& device, const std::string& sha256, const std::string& bytes) = 0;
    virtual void fetching(const std::string& device, std::size_t transfers) = 0;
    virtual void note(const std::string& device, const std::string& what) = 0;
};

}  // namespace chamber::simulation
