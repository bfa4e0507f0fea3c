/* A game on SDL that says what it sees of its pads, a line an event, and shakes a pad whose A is pressed.
 *
 * It is as blind as SDL lets a game be: no background events, so that a pad works only while the window has the
 * keyboard, and pads are found while it runs. Escape ends it; any other key makes it count its pads. */
#include <SDL.h>
#include <glob.h>
#include <stdio.h>
#include <time.h>

#define PADS 16

static SDL_GameController *pads[PADS];

static void count(void) {
    glob_t found = {0};
    glob("/dev/input/event*", 0, NULL, &found);
    printf("joysticks %d nodes %zu\n", SDL_NumJoysticks(), found.gl_pathc);
    globfree(&found);
}

static void added(int device) {
    char guid[33];
    SDL_JoystickGetGUIDString(SDL_JoystickGetDeviceGUID(device), guid, sizeof guid);
    SDL_JoystickID id = SDL_JoystickGetDeviceInstanceID(device);
    if (id < 0 || id >= PADS) {
        return;
    }
    pads[id] = SDL_GameControllerOpen(device);
    if (pads[id]) {
        printf("pad %d added %s %s\n", id, guid, SDL_GameControllerName(pads[id]));
    } else {
        printf("pad %d refused %s %s\n", id, guid, SDL_GetError());
    }
}

static void removed(SDL_JoystickID id) {
    printf("pad %d removed\n", id);
    if (id >= 0 && id < PADS && pads[id]) {
        SDL_GameControllerClose(pads[id]);
        pads[id] = NULL;
    }
}

/* Each pad shakes with a strength of its own. */
static void shake(SDL_JoystickID id) {
    if (id < 0 || id >= PADS || !pads[id]) {
        return;
    }
    Uint16 strong = (Uint16)(0x1000 * (id + 1)), weak = (Uint16)(0x8000 + 0x1000 * id);
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    int result = SDL_GameControllerRumble(pads[id], strong, weak, 400);
    if (result) {
        printf("pad %d rumble %s\n", id, SDL_GetError());
    } else {
        printf("pad %d rumble asked %lld%09ld\n", id, (long long)now.tv_sec, now.tv_nsec);
    }
}

static void button(const SDL_ControllerButtonEvent *e) {
    int down = e->state == SDL_PRESSED;
    printf("pad %d %s %s\n", e->which, SDL_GameControllerGetStringForButton(e->button), down ? "down" : "up");
    if (down && e->button == SDL_CONTROLLER_BUTTON_A) {
        shake(e->which);
    }
}

static void draw(SDL_Window *window, Uint32 colour) {
    SDL_Surface *surface = SDL_GetWindowSurface(window);
    if (surface) {
        SDL_FillRect(surface, NULL, 0x203040u + colour * 0x050b11u);
        SDL_UpdateWindowSurface(window);
    }
}

int main(void) {
    setvbuf(stdout, NULL, _IOLBF, 0);
    if (SDL_Init(SDL_INIT_VIDEO | SDL_INIT_GAMECONTROLLER)) {
        printf("no SDL: %s\n", SDL_GetError());
        return 1;
    }
    SDL_Window *window = SDL_CreateWindow("pads", SDL_WINDOWPOS_UNDEFINED, SDL_WINDOWPOS_UNDEFINED, 320, 240,
                                          SDL_WINDOW_FULLSCREEN_DESKTOP);
    if (!window) {
        printf("no window: %s\n", SDL_GetError());
        return 1;
    }
    Uint32 events = 0;
    draw(window, events);
    printf("ready on %s\n", SDL_GetCurrentVideoDriver());
    for (;;) {
        SDL_Event e;
        if (!SDL_WaitEventTimeout(&e, 1000)) {
            draw(window, events);
            continue;
        }
        switch (e.type) {
        case SDL_QUIT:
            return 0;
        case SDL_WINDOWEVENT:
            if (e.window.event == SDL_WINDOWEVENT_FOCUS_GAINED) {
                printf("focus\n");
            }
            draw(window, events);
            continue;
        case SDL_KEYDOWN:
            if (e.key.keysym.sym == SDLK_ESCAPE) {
                return 0;
            }
            count();
            break;
        case SDL_CONTROLLERDEVICEADDED:
            added(e.cdevice.which);
            break;
        case SDL_CONTROLLERDEVICEREMOVED:
            removed(e.cdevice.which);
            break;
        case SDL_CONTROLLERBUTTONDOWN:
        case SDL_CONTROLLERBUTTONUP:
            button(&e.cbutton);
            break;
        case SDL_CONTROLLERAXISMOTION:
            printf("pad %d %s %d\n", e.caxis.which, SDL_GameControllerGetStringForAxis(e.caxis.axis), e.caxis.value);
            break;
        default:
            continue;
        }
        draw(window, ++events);
    }
}
