/* Says by which GUID SDL knows the first pad, as a game's own setup program would write it into its settings. */
#include <SDL.h>
#include <stdio.h>

int main(void) {
    if (SDL_Init(SDL_INIT_JOYSTICK)) {
        fprintf(stderr, "no SDL: %s\n", SDL_GetError());
        return 1;
    }
    while (SDL_NumJoysticks() == 0) {
        SDL_Delay(20);
        SDL_JoystickUpdate();
    }
    char guid[33];
    SDL_JoystickGetGUIDString(SDL_JoystickGetDeviceGUID(0), guid, sizeof guid);
    puts(guid);
    return 0;
}
