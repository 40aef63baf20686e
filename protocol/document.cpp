#include "protocol/document.hpp"
