#include "protocol/inspection.hpp"
