// SQLite's way to the memory files of a simulated disk.
#pragma once

namespace chamber::simulation {

class SimulatedDisk;

inline constexpr const char* memory_vfs_name = "chamber-simulation";

// The disk that files are opened on from now; null: none.
void attach_memory_vfs(SimulatedDisk* disk);

}  // namespace chamber::simulation
