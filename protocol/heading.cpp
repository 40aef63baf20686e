#include "protocol/heading.hpp"
